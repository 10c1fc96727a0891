namespace Orleans.Runtime;

/// <summary>Ids of the engine's log events.</summary>
internal static class EngineEvents
{
    public const int LongTurn = 1;
    public const int FailedTurn = 2;
    public const int ActivationFailed = 10;
    public const int DeactivationFailed = 11;
    public const int DrainTimedOut = 12;
    public const int InconsistentState = 13;
    public const int PredicateFailed = 14;
    public const int IdleCollected = 15;
    public const int TimerFailed = 20;
    public const int OneWayFailed = 30;
    public const int ObserverGone = 31;
    public const int StorageFailed = 40;
    public const int SiloStarted = 50;
    public const int SiloStopping = 51;
    public const int SiloStopped = 52;
    public const int StopTimedOut = 53;
    public const int StageStopFailed = 54;

    public const int CallNotAnswered = 300;
    public const int OneWayRefused = 301;

    // Routing.
    public const int SearchFailed = 340;
    public const int UnregisterFailed = 341;
    public const int DuplicateActivation = 342;
}
