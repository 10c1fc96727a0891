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

    // Networking.
    public const int ListenerStarted = 320;
    public const int AcceptFailed = 321;
    public const int PeerRefused = 322;
    public const int ConnectionBroken = 323;
    public const int PeersWithheld = 325;
    public const int PayloadMalformed = 326;
    public const int ConnectFailed = 327;
    public const int ClientConnected = 330;
    public const int ClientDisconnected = 331;
    public const int ClientNotRegistered = 332;
    public const int StatusHandlerFailed = 334;
    public const int GatewayConnected = 335;
    public const int GatewayLost = 336;
    public const int GatewayFailed = 337;
    public const int GatewayGoesAway = 338;
    public const int GatewayListFailed = 339;

    // Routing.
    public const int SearchFailed = 340;
    public const int UnregisterFailed = 341;
    public const int DuplicateActivation = 342;
    public const int OneWayLost = 343;
    public const int ActivationOvertaken = 344;
    public const int DirectoryRepaired = 345;
    public const int DirectoryNotRepaired = 346;

    // Membership.
    public const int MembershipTableAway = 360;
    public const int MembershipTableBack = 361;
    public const int MembershipTableRepaired = 362;
    public const int MembershipTableMissed = 363;
    public const int StatusListenerFailed = 364;
    public const int MembershipLoopFailed = 365;
    public const int ProbeMissed = 366;
    public const int SiloSuspected = 367;
    public const int SiloAnsweredAgain = 368;
    public const int SiloReachedThroughAnother = 369;
    public const int DeathVote = 370;
    public const int VoteNotWritten = 371;
    public const int SiloDeclaredDead = 372;
    public const int SiloIsDead = 373;
    public const int PredecessorDeclaredDead = 374;
    public const int DirectoryNotCleaned = 375;
    public const int SelfTermination = 376;
    public const int SiloStoodStill = 377;
    public const int JoinWaits = 378;
    public const int GoodbyeNotWritten = 379;
}
