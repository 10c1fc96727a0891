using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MiningGrid.Silo.Health;

/// <summary><c>{"status":"Healthy","checks":{"silo":{"status":"Healthy","description":"…"}}}</c></summary>
internal static class HealthJson
{
    public static async Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", $"{report.Status}");
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", $"{entry.Status}");
            // An exception's own words could hold anything.
            json.WriteString("description", entry.Exception is null ? entry.Description : "the check itself failed");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
