namespace Nuke.Docker.BuildKit.Tests.Answers;

/// <summary>A clock that stands still.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public static FixedTime At(string now) => new(DateTimeOffset.Parse(now));

    public override DateTimeOffset GetUtcNow() => now;
}
