namespace Orleans.Configuration;

/// <inheritdoc/>
public class ClientMessagingOptions : MessagingOptions;
