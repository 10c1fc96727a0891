using Microsoft.AspNetCore.Authorization;
using MiningGrid.Silo.Health;

namespace MiningGrid.Silo.Web;

/// <summary>Turns requests away that need the silo, while it joins or drains; what is for everybody (health) tells of that itself.</summary>
internal sealed class SiloGate(RequestDelegate next, SiloStage stage)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (stage.Obstacle is not { } obstacle || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync(obstacle);
    }
}
