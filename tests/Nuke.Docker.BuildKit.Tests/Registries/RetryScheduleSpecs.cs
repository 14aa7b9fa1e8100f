using Nuke.Docker.BuildKit.Registries;

namespace Nuke.Docker.BuildKit.Tests.Registries;

public sealed class RetryScheduleSpecs
{
    private static readonly RetrySchedule s_schedule = new()
    {
        Attempts = 10, First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(20), LongestRequested = TimeSpan.FromMinutes(1), Jitter = () => 0.5,
    };

    [TestCase(1, null, 1.0)]
    [TestCase(2, null, 2.0)]
    [TestCase(4, null, 8.0)]
    [TestCase(9, null, 20.0)]
    [TestCase(10, null, null)]
    [TestCase(1, 30, 30.5)]
    [TestCase(4, 1, 8.0)]
    [TestCase(1, 61, null)]
    public void The_time_doubles_and_that_of_the_registry_is_kept(int attempt, int? requested, double? expected) => Assert.That(
        s_schedule.Delay(attempt, requested is { } seconds ? TimeSpan.FromSeconds(seconds) : null)?.TotalSeconds,
        Is.EqualTo(expected));

    [Test]
    public void Clients_that_failed_together_do_not_repeat_together()
    {
        var times = new[] { 0.0, 0.5, 1.0 }.Select(jitter => (s_schedule with { Jitter = () => jitter }).Delay(1, null)!.Value.TotalSeconds);

        Assert.That(times, Is.EqualTo(new[] { 0.5, 1.0, 1.5 }));
    }
}
