using Nuke.Docker.BuildKit.Registries;

namespace Nuke.Docker.BuildKit.Tests.Registries;

public sealed class TransferLimitSpecs
{
    [Test]
    public void Transfers_are_limited_by_their_number()
    {
        var limit = new TransferLimit(2, 1000);
        var ends = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource<int>()).ToArray();
        var started = new List<int>();
        var runs = ends.Select((end, index) => RunAsync(limit, 1, index, started, end)).ToArray();

        Assert.That(started, Is.EqualTo(new[] { 0, 1 }));
        ends[0].SetResult(0);
        Assert.That(() => Started(started), Is.EqualTo(new[] { 0, 1, 2 }).After(5000, 5));
        ends[1].SetResult(0);
        ends[2].SetResult(0);
        Assert.That(async () => await Task.WhenAll(runs), Throws.Nothing);
    }

    [TestCase(new long[] { 600, 600 }, new[] { 0 })]
    [TestCase(new long[] { 600, 400, 1 }, new[] { 0, 1 })]
    [TestCase(new long[] { 5000, 1 }, new[] { 0 })]
    // A small one doesn't overtake a large one that waits.
    [TestCase(new long[] { 600, 600, 1 }, new[] { 0 })]
    public void Transfers_are_limited_by_their_bytes_and_a_larger_one_runs_alone(long[] sizes, int[] expected)
    {
        var limit = new TransferLimit(8, 1000);
        var started = new List<int>();

        foreach (var (size, index) in sizes.Select((size, index) => (size, index)))
            _ = RunAsync(limit, size, index, started, new TaskCompletionSource<int>());

        Assert.That(started, Is.EqualTo(expected));
    }

    [Test]
    public void The_number_is_halved_when_a_registry_limits_the_rate_and_grows_again()
    {
        var limit = new TransferLimit(8, 1000);

        limit.Throttled();
        limit.Throttled();
        Assert.That(limit.Allowed, Is.EqualTo(2));
        for (var response = 0; response < 5; response++)
            limit.Responded(TimeSpan.FromMilliseconds(1));

        Assert.That((limit.Allowed, limit.Lowest), Is.EqualTo((4, 2)));
    }

    [Test]
    public void The_number_shrinks_when_responses_become_much_slower()
    {
        var limit = new TransferLimit(8, 1000);
        for (var response = 0; response < 10; response++)
            limit.Responded(TimeSpan.FromMilliseconds(20));
        Assert.That(limit.Allowed, Is.EqualTo(8));

        for (var response = 0; response < 10; response++)
            limit.Responded(TimeSpan.FromSeconds(3));

        Assert.That(limit.Allowed, Is.LessThan(8).And.GreaterThan(0));
    }

    [Test]
    public void A_cancelled_transfer_does_not_keep_its_place()
    {
        var limit = new TransferLimit(1, 1000);
        var started = new List<int>();
        var first = new TaskCompletionSource<int>();
        _ = RunAsync(limit, 1, 0, started, first);
        using var stop = new CancellationTokenSource();
        var cancelled = limit.RunAsync(1, () => Task.FromResult(1), stop.Token);
        _ = RunAsync(limit, 1, 2, started, new TaskCompletionSource<int>());

        stop.Cancel();
        first.SetResult(0);

        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => Started(started), Is.EqualTo(new[] { 0, 2 }).After(5000, 5));
    }

    private static Task<int> RunAsync(TransferLimit limit, long size, int index, List<int> started, TaskCompletionSource<int> end) => limit.RunAsync(
        size,
        () =>
        {
            lock (started)
                started.Add(index);
            return end.Task;
        },
        CancellationToken.None);

    private static int[] Started(List<int> started)
    {
        lock (started)
            return [.. started];
    }
}
