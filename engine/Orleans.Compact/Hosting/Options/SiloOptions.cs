namespace Orleans.Configuration;

/// <summary>The silo's name.</summary>
public class SiloOptions
{
    /// <value>Default: made from the silo's address.</value>
    public string? SiloName { get; set; }
}
