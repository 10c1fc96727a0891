using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Refuses ages that the collector, which looks once a quantum, could not keep.</summary>
internal sealed class GrainCollectionOptionsValidator(IOptions<GrainCollectionOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var value = options.Value;
        if (value.CollectionQuantum <= TimeSpan.Zero)
            throw Wrong(nameof(value.CollectionQuantum), value.CollectionQuantum, "more than zero");
        CheckAge(nameof(value.CollectionAge), value.CollectionAge);
        foreach (var (name, age) in value.ClassSpecificCollectionAge)
            CheckAge($"{nameof(value.ClassSpecificCollectionAge)}[{name}]", age);
        if (value.ActivationTimeout <= TimeSpan.Zero)
            throw Wrong(nameof(value.ActivationTimeout), value.ActivationTimeout, "more than zero");
        if (value.DeactivationTimeout <= TimeSpan.Zero)
            throw Wrong(nameof(value.DeactivationTimeout), value.DeactivationTimeout, "more than zero");

        void CheckAge(string name, TimeSpan age)
        {
            if (age <= value.CollectionQuantum)
                throw Wrong(name, age, $"more than {nameof(value.CollectionQuantum)}, which is {value.CollectionQuantum}");
        }
    }

    private static OrleansConfigurationException Wrong(string name, TimeSpan value, string allowed) =>
        new($"{nameof(GrainCollectionOptions)}.{name} is {value}; it must be {allowed}.");
}
