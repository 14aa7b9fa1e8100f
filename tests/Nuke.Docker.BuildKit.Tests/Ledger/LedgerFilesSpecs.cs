using System.Diagnostics;
using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

public sealed class LedgerFilesSpecs
{
    private const string Dockerfile = "FROM scratch\nCOPY . /\n";

    [Test]
    public void A_ledger_is_read_as_it_was_written()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Write("größe & \"x\".txt", "1");
        bench.Build();
        var store = LedgerStore.Of(bench.Ledgers, "test", null);

        var bytes = File.ReadAllBytes(store.LastPath);

        Assert.That(LedgerJson.Write(LedgerJson.Read(bytes)!), Is.EqualTo(bytes));
    }

    [Test]
    public void A_damaged_ledger_counts_as_the_one_before_it_and_never_throws()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Build();
        bench.Build();
        var path = LedgerStore.Of(bench.Ledgers, "test", null).LastPath;
        var whole = File.ReadAllBytes(path);
        var random = new Random(1);

        for (var round = 0; round < 300; round++)
        {
            var damaged = whole[..random.Next(whole.Length)];
            if (damaged.Length > 0 && round % 2 == 0)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, damaged);
            Assert.That(bench.Open().Last, Is.Not.Null);
        }

        File.WriteAllText(path, """{"schema": 99}""");
        Assert.That(bench.Open().Last, Is.Not.Null);
    }

    [Test]
    public void Damaged_fingerprints_and_keys_are_replaced()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Build();
        foreach (var file in Directory.EnumerateFiles(bench.Ledgers))
            File.WriteAllBytes(file, Encoding.UTF8.GetBytes("damaged"));

        Assert.That(bench.ReasonToBuild(), Is.Not.Null);
        bench.Build();

        Assert.That(bench.ReasonToBuild(), Is.Null);
    }

    [Test]
    public void Only_the_last_builds_are_kept()
    {
        using var bench = new LedgerBench(Dockerfile);
        for (var build = 0; build < 14; build++)
            bench.Build();

        Assert.That(Directory.EnumerateFiles(Path.Combine(bench.Ledgers, "test"), "ledger*.json").Count(), Is.EqualTo(11));
    }

    [Test]
    public void An_explanation_mentions_that_the_build_was_skipped_since()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Write("a", "1");
        bench.Build();
        var store = LedgerStore.Of(bench.Ledgers, bench.Image, target: null);
        Assert.That(Lines(bench), Has.None.Contains("skipped"));

        File.SetLastWriteTimeUtc(store.LastPath, DateTime.UtcNow.AddMinutes(-1));
        store.MarkSkipped();
        Assert.That(Lines(bench)[1], Does.Match("The build of .* was skipped, because nothing had changed since then"));

        bench.Build();
        File.SetLastWriteTimeUtc(store.LastPath, DateTime.UtcNow.AddMinutes(1));
        Assert.That(Lines(bench), Has.None.Contains("skipped"));
    }

    [Test]
    public void An_explanation_mentions_that_a_later_build_is_not_recorded()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Write("a", "1");
        bench.Build();
        var store = LedgerStore.Of(bench.Ledgers, bench.Image, target: null);
        Assert.That(Lines(bench), Has.None.Contains("not recorded"));

        File.SetLastWriteTimeUtc(store.LastPath, DateTime.UtcNow.AddMinutes(-1));
        store.MarkBegun();
        Assert.That(Lines(bench)[1], Does.Match("The build that began .* is not recorded: it was interrupted, is still running, or could not read"));

        bench.Build();
        Assert.That(Lines(bench), Has.None.Contains("not recorded"));
        Assert.That(BuildExplanations.Recorded(bench.Ledgers, bench.Image), Has.Count.EqualTo(2).And.Ordered.Descending);
        Assert.That(BuildExplanations.Recorded(bench.Ledgers, "other"), Is.Empty);
    }

    [Test]
    public void A_build_at_the_same_time_is_not_the_one_that_a_build_is_compared_with()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Write("a", "1");
        bench.Build();
        bench.Write("a", "2");
        using var slow = bench.Begin();
        bench.Write("a", "3");
        bench.Build();

        bench.Record(slow, succeeded: true);

        var builds = BuildExplanations.Recorded(bench.Ledgers, bench.Image);
        var explained = BuildExplanations.Explain(bench.Ledgers, []).Single().Ledger;
        Assert.That(builds, Has.Count.EqualTo(3));
        Assert.That(explained.Baseline, Is.EqualTo(builds[2]));
        Assert.That(LedgerStore.Of(bench.Ledgers, bench.Image, target: null).BaselineOf(explained, 0)!.Time, Is.EqualTo(builds[2]));
    }

    [TestCase(2, null, "the build 2 is not recorded, the last 2 builds are: use 0 to 1")]
    [TestCase(-1, null, "-1 is negative: 0 is the last build, 1 the one before it")]
    [TestCase(1, 1, "the build 1 is not older than the build 1: use 2 or more")]
    [TestCase(0, 5, "the build 5 is not recorded, the last 2 builds are: use 0 to 1")]
    [TestCase(1, 0, "the build 0 is not older than the build 1: use 2 or more")]
    public void A_build_that_is_not_recorded_is_an_error(int build, int? baseline, string message)
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Write("a", "1");
        Assert.That(BuildExplanations.Explain(bench.Ledgers, []), Is.Empty);
        bench.Build();
        bench.Build();

        var error = Assert.Throws<InvalidSettingException>(() => BuildExplanations.Explain(bench.Ledgers, [], build, baseline))!;

        Assert.That(error.Message, Does.Contain(message));
    }

    [Test]
    public void An_unchanged_file_is_not_read_again()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Write("a", "1");
        var old = DateTimeOffset.UtcNow;
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(old.AddMinutes(1));
        var file = bench.PathOf("a");
        var cachePath = Path.Combine(bench.Ledgers, "files");

        var first = FingerprintCache.Open(cachePath, time);
        var digest = first.DigestOf(file, FileStat.Read(file)!.Value);
        first.Save();
        var second = FingerprintCache.Open(cachePath, time);

        Assert.That(second.DigestOf(file, FileStat.Read(file)!.Value), Is.EqualTo(digest));
        Assert.That((first.Hashed, second.Hashed), Is.EqualTo((1, 0)));

        File.WriteAllText(file, "2");
        Assert.That(second.DigestOf(file, FileStat.Read(file)!.Value), Is.Not.EqualTo(digest));
    }

    // Paths whose order differs between a walk and a sorted list, odd names, and a file that is added between the others.
    [Test]
    public void Each_file_is_found_again_in_any_order()
    {
        using var bench = new LedgerBench(Dockerfile);
        string[] names = ["a.txt", "a/x", "a/y/z", "a-b/x", "größe/ä", "A", "z", "a/y.txt", "\U0001F600/x"];
        foreach (var name in names)
            bench.Write(name, name);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(1));
        var cachePath = Path.Combine(bench.Ledgers, "files");
        var random = new Random(1);
        string[] known = [];

        for (var round = 0; round < 20; round++)
        {
            string[] added = [.. names, $"a/{round}", $"m{random.Next()}"];
            foreach (var name in added.Except(names))
                bench.Write(name, name);
            random.Shuffle(added);
            var cache = FingerprintCache.Open(cachePath, time);
            var near = -1;
            foreach (var file in added.Select(bench.PathOf))
            {
                var digest = cache.DigestOf(Encoding.UTF8.GetBytes(file), FileStat.Read(file)!.Value, ref near, out _);
                Assert.That(digest, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))));
            }

            Assert.That(cache.Hashed, Is.EqualTo(added.Distinct().Except(known).Count()), $"round {round}");
            cache.Save();
            known = added;
        }
    }

    [Test]
    public void Extended_attributes_are_part_of_the_digest()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Write("a", "1");
        bench.Build();
        Assert.That(bench.ReasonToBuild(), Is.Null);
        try
        {
            using var process = Process.Start("python3", ["-c", "import os, sys; os.setxattr(sys.argv[1], b'user.test', b'1')", bench.PathOf("a")]);
            process.WaitForExit();
            if (process.ExitCode != 0)
                Assert.Ignore("The file system has no extended attributes.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("The test needs python3.");
        }

        Assert.That(bench.ReasonToBuild(), Is.EqualTo("a changed"));
    }

    [TestCase("FROM scratch\nADD https://example.com/x /\n", "downloads")]
    [TestCase("FROM scratch\nADD https://github.com/a/b.git /\n", "downloads")]
    [TestCase("FROM scratch\nRUN --mount=type=bind,target=/c,rw true\n", "writable")]
    public void Builds_with_unknown_inputs_are_never_skipped(string dockerfile, string reason)
    {
        using var bench = new LedgerBench(dockerfile);
        bench.Build();

        Assert.That(bench.ReasonToBuild(), Does.Contain(reason));
    }

    [Test]
    public void Flags_that_ask_for_a_build_are_followed()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Build();
        var settings = bench.Settings;

        Assert.That(bench.ReasonToBuild(), Is.Null);
        foreach (var other in (BuildxBuildSettings[])
        [
            settings with { NoCache = true },
            settings with { Pull = true },
            settings with { NoCacheFilter = ["a"] },
            settings with { Context = "https://x/y.git" },
            settings with { Output = ["type=local,dest=out"] },
            settings with { Tag = ["test:2"] },
            settings with { Target = "0" },
            settings with { Iidfile = "x" },
        ])
        {
            bench.Settings = other;
            Assert.That(bench.ReasonToBuild(), Is.Not.Null, other.ToString());
        }
    }
    private static IReadOnlyList<string> Lines(LedgerBench bench) => BuildExplanations.Explain(bench.Ledgers, []).Single().Lines;
}
