namespace IntegrationTests.Faults;

/// <summary>A clock that is wrong by a while. How much time passes is measured right.</summary>
internal sealed class WrongClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
