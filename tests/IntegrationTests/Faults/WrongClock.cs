namespace IntegrationTests.Faults;

/// <summary>A clock with a wrong time. It measures elapsed time correctly.</summary>
internal sealed class WrongClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
