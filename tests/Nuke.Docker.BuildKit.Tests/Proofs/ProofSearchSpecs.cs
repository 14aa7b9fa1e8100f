using Nuke.Docker.BuildKit.Proofs;

namespace Nuke.Docker.BuildKit.Tests.Proofs;

public sealed class ProofSearchSpecs
{
    [Test]
    public async Task Changes_are_proved_together_first()
    {
        var tries = new List<string>();

        var (proved, withdrawn) = await ProofSearch.RunAsync(["a", "b", "c"], changes => Try(tries, changes, wrong: []));

        Assert.That(proved, Is.EqualTo(["a", "b", "c"]));
        Assert.That(withdrawn, Is.Empty);
        Assert.That(tries, Is.EqualTo(["abc"]));
    }

    [TestCase("d", "abcefgh")]
    [TestCase("ah", "bcdefg")]
    [TestCase("abcdefgh", "")]
    public async Task Only_wrong_changes_are_withdrawn_with_their_reason(string wrong, string expected)
    {
        var (proved, withdrawn) = await ProofSearch.RunAsync(
            [.. "abcdefgh".Select(letter => letter.ToString())], changes => Try([], changes, [.. wrong.Select(letter => letter.ToString())]));

        Assert.That(string.Concat(proved), Is.EqualTo(expected));
        Assert.That(withdrawn, Is.EqualTo(wrong.Select(letter => (letter.ToString(), $"{letter} is wrong"))));
    }

    [Test]
    public async Task Changes_that_fail_only_together_lose_the_later_one()
    {
        var (proved, withdrawn) = await ProofSearch.RunAsync(
            ["a", "b", "c"], changes => Task.FromResult(changes.Contains("a") && changes.Contains("c") ? "a and c" : null));

        Assert.That(proved, Is.EqualTo(["a", "b"]));
        Assert.That(withdrawn, Is.EqualTo(new[] { ("c", "a and c") }));
    }

    private static Task<string?> Try(List<string> tries, IReadOnlyList<string> changes, string[] wrong)
    {
        tries.Add(string.Concat(changes));
        return Task.FromResult(changes.FirstOrDefault(wrong.Contains) is { } found ? $"{found} is wrong" : null);
    }
}
