using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace IntegrationTests.Dockerignore;

/// <summary>Compares the list of files to send with the files that a real BuildKit received.</summary>
[Category("Context")]
public sealed class BuildContextSpecs
{
    private const int Batch = 60;

    // Every run uses the same trees; a full run adds others, which its seed reproduces.
    private static IEnumerable<int> FirstSeeds => FullRun.IsRequested ? [.. Enumerable.Range(0, 12).Select(batch => batch * Batch), ChosenSeed] : [0];

    private static int ChosenSeed { get; } = int.TryParse(Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TESTS_SEED"), out var given)
        ? given
        : Random.Shared.Next(1000, int.MaxValue - Batch);

    [TestCaseSource(nameof(FirstSeeds))]
    public async Task The_list_is_what_BuildKit_received_whatever_the_tree_and_the_patterns(int firstSeed)
    {
        TestContext.Out.WriteLine($"Trees of the seeds from {firstSeed}; DOCKER_BUILDKIT_TESTS_SEED={firstSeed} brings them back in a full run.");
        using var contexts = await ReceivedContexts.CreateAsync();
        var lists = new Dictionary<string, IReadOnlyList<string>>();
        var refused = new List<string>();
        foreach (var seed in Enumerable.Range(firstSeed, Batch))
        {
            new RandomContext(seed).Write(contexts.Source($"c{seed}"));
            if (TryList(contexts.Source($"c{seed}")) is { } list)
                lists[$"c{seed}"] = list;
            else
                refused.Add($"c{seed}");
        }

        await contexts.SendAsync([.. lists.Keys]);

        Assert.Multiple(() =>
        {
            foreach (var (name, list) in lists)
                Assert.That(
                    list,
                    Is.EqualTo(contexts.Received(name, sizes: true)),
                    () => $"{name}:\n{File.ReadAllText(Path.Combine(contexts.Source(name), ".dockerignore"))}");
        });
        // One build for each, because a refused context stops all others.
        foreach (var name in refused)
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => contexts.SendAsync(name),
                $"{name} was taken:\n{await File.ReadAllTextAsync(Path.Combine(contexts.Source(name), ".dockerignore"))}");
    }

    [TestCase("!", Description = "Nothing is kept by nothing")]
    [TestCase("! ")]
    [TestCase("!/")]
    [TestCase("[a")]
    [TestCase("[]a]")]
    [TestCase("[-a]")]
    [TestCase(@"a\")]
    [TestCase("[z-a]")]
    [TestCase(@"\y*")]
    [TestCase("*{2}")]
    public async Task What_is_refused_here_is_refused_there(string pattern)
    {
        using var contexts = await ReceivedContexts.CreateAsync();
        Write(contexts.Source("one"), ("a", ""), (".dockerignore", $"# one\n{pattern}\n"));

        var refusal = Assert.Throws<DockerignoreException>(() => Listing.Of(contexts.Source("one")))!;

        Assert.That(refusal.Line, Is.EqualTo(2));
        await Assert.ThrowsAsync<InvalidOperationException>(() => contexts.SendAsync("one"));
    }

    [TestCase("a|b*", Description = "An alternative, against the author's intention")]
    [TestCase("[ab]{2}")]
    [TestCase(@"b*\")]
    [TestCase(@"!b*[a")]
    [TestCase("**b")]
    [TestCase("a**b")]
    [TestCase("*\n!**/keep")]
    [TestCase("d\n!d/e/*\nd/e/f")]
    [TestCase("**/*.py[co]\n**/d")]
    [TestCase("/a/\n./b//")]
    [TestCase(" # not a comment\n#a\n  b  ")]
    [TestCase("../a\nd/../b")]
    [TestCase("!x\\y*\nd", Description = "A faulty exception before everything that is left out is never asked")]
    public async Task Odd_and_common_patterns_mean_what_they_mean_there(string rules)
    {
        using var contexts = await ReceivedContexts.CreateAsync();
        Write(
            contexts.Source("one"),
            [.. "a b ab aab b$x x.pyc d/keep d/e/f d/e/g d/a/b d/b keep/d aa/a #a".Split(' ').Select(path => (path, path)), (".dockerignore", rules)]);

        await contexts.SendAsync("one");

        Assert.That(Listing.Of(contexts.Source("one")), Is.EqualTo(contexts.Received("one")));
    }

    [Test]
    public async Task Pipes_and_sockets_are_sent_and_empty_folders_and_dangling_links()
    {
        using var contexts = await ReceivedContexts.CreateAsync();
        var folder = contexts.Source("one");
        Write(folder, ("a", ""));
        Directory.CreateDirectory(Path.Combine(folder, "empty", "er"));
        File.CreateSymbolicLink(Path.Combine(folder, "link"), "/nowhere");
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix,
            System.Net.Sockets.SocketType.Stream,
            System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(folder, "socket")));
        await Shell.RunAsync(await TestEngine.ConnectAsync(), "mkfifo pipe", folder);

        await contexts.SendAsync("one");

        Assert.That(Listing.Of(folder), Is.EqualTo(contexts.Received("one")));
        Assert.That(contexts.Received("one"), Does.Contain("socket").And.Contain("pipe").And.Contain("link ->"));
    }

    internal static void Write(string folder, params IEnumerable<(string Path, string Text)> files)
    {
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), text);
        }
    }

    private static IReadOnlyList<string>? TryList(string folder)
    {
        try
        {
            return Listing.Of(folder, sizes: true);
        }
        catch (DockerignoreException)
        {
            return null;
        }
    }
}
