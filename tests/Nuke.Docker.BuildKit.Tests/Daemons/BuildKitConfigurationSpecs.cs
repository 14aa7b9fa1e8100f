using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Daemons.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Daemons;

public sealed class BuildKitConfigurationSpecs
{
    private static readonly BuildKitConfiguration s_all = new()
    {
        MaxParallelism = 4,
        GarbageCollection = true,
        ReservedSpace = "10%",
        MaxUsedSpace = "80%",
        MinFreeSpace = "5GB",
        GarbagePolicies = [GarbagePolicy.CacheMounts(TimeSpan.FromDays(7), "20GB"), GarbagePolicy.Rest("50GB", "10%")],
        Registries =
        [
            new("docker.io") { Mirrors = ["mirror.example.com/hub"] },
            new("registry.example.com:5000") { Http = true, Insecure = true, CertificateAuthorities = ["/etc/ca.pem"] },
        ],
        HistoryMaxAge = TimeSpan.FromDays(2),
        HistoryMaxEntries = 50,
    };

    [Test]
    public void Filters_of_which_one_must_match_are_values_of_their_own()
    {
        GarbagePolicy rule = new() { Filters = ["type==source.local", "type==exec.cachemount,inuse==false"], KeepDuration = TimeSpan.FromHours(1) };

        Assert.That(rule.ToToml(), Has.Some.EqualTo("""filters = ["type==source.local", "type==exec.cachemount,inuse==false"]"""));
    }

    [Test]
    public void A_new_file_has_all_settings()
    {
        var text = s_all.ToToml();

        Assert.That(text, Is.EqualTo(
            """
            [worker.oci]
            max-parallelism = 4
            gc = true
            reservedSpace = "10%"
            maxUsedSpace = "80%"
            minFreeSpace = "5GB"

            [history]
            maxAge = "48h"
            maxEntries = 50

            [[worker.oci.gcpolicy]]
            filters = ["type==exec.cachemount"]
            keepDuration = "168h"
            reservedSpace = "20GB"

            [[worker.oci.gcpolicy]]
            all = true
            maxUsedSpace = "50GB"
            minFreeSpace = "10%"

            [registry."docker.io"]
            mirrors = ["mirror.example.com/hub"]

            [registry."registry.example.com:5000"]
            http = true
            insecure = true
            ca = ["/etc/ca.pem"]

            """));
        Assert.That(BuildKitConfiguration.Parse(text).ToToml(), Is.EqualTo(text));
        Assert.That(s_all.MergeInto(text), Is.EqualTo(text));
    }

    [TestCase(
        "[worker.oci]\n# why\ngckeepstorage = 9000 # bytes\n",
        "[worker.oci]\n# why\nreservedSpace = 9000 # bytes\n",
        "b.toml:3: gckeepstorage is the old name")]
    [TestCase(
        "[[worker.oci.gcpolicy]]\nall = true\nkeepBytes = \"1GB\"\nmaxUsedSpace = \"2GB\"\n",
        "[[worker.oci.gcpolicy]]\nall = true\nreservedSpace = \"1GB\"\nmaxUsedSpace = \"2GB\"\n",
        "b.toml:3: keepBytes is the old name of reservedSpace, which is a floor and no cap")]
    [TestCase(
        "[worker.oci]\n  max-parallelism = 4      # four\n  gc = true\n  gckeepduration = 3600s   # one hour\n",
        "[worker.oci]\n  max-parallelism = 4      # four\n  gc = true\n\n\n[[worker.oci.gcpolicy]]\nkeepDuration = \"1h\"\n\n[[worker.oci.gcpolicy]]\n"
        + "all = true\nmaxUsedSpace = \"80%\"\n",
        "b.toml:4: 3600s without quotes is not TOML, so that BuildKit does not start. Write \"3600s\".",
        "b.toml:4: gckeepduration does not exist in BuildKit, which ignores it. Write a gcpolicy with keepDuration = \"1h\"")]
    [TestCase(
        "[worker.containerd]\ngckeepstorage = 9000\nreservedSpace = 1\n",
        "[worker.containerd]\n\nreservedSpace = 1\n",
        "b.toml:2: gckeepstorage is the old name")]
    public void Old_names_are_translated(string before, string after, params string[] findings)
    {
        var file = BuildKitFile.Read(before, "b.toml");

        Assert.That(new BuildKitConfiguration().MergeInto(before, "b.toml"), Is.EqualTo(after));
        Assert.That(file.Findings.Select(finding => finding.ToString()[..Math.Min(finding.ToString().Length, findings[0].Length)]), Does.Contain(findings[0]));
        foreach (var finding in findings)
            Assert.That(string.Join('\n', file.Findings), Does.Contain(finding));
    }

    [TestCase(
        "[[worker.oci.gcpolicy]]\nall = true\nreservedSpace = \"50GB\"\nmaxUsedSpace = \"20GB\"\n",
        "b.toml:1: the cap maxUsedSpace (20GB) is below the floor reservedSpace (50GB)")]
    [TestCase("\n[worker.oci]\nreservedSpace = 5\nmaxUsedSpace = 4", "b.toml:2: the cap maxUsedSpace (4) is below")]
    [TestCase(
        "[[worker.oci.gcpolicy]]\nall = true\nmaxUsedSpace = 1\n[[worker.oci.gcpolicy]]\nall = true\nmaxUsedSpace = 1\n",
        "b.toml:1: the rule applies to all records, but others follow")]
    [TestCase("[[worker.oci.gcpolicy]]\nall = true\n", "b.toml:1: the rule has no limit")]
    [TestCase(
        "[[worker.oci.gcpolicy]]\nall = true\nmaxUsedSpace = 1\nkeepDuration = \"2d\"\n",
        "b.toml:4: keepDuration is '2d', but durations have no days. Write hours")]
    [TestCase("[[worker.oci.gcpolicy]]\nkeepDuration = \"soon\"\n", "b.toml:2: keepDuration is not a duration")]
    [TestCase("[[worker.oci.gcpolicy]]\nkeepDuration = 172800000000000\n", "b.toml:2: keepDuration is not a duration")]
    [TestCase("[[worker.oci.gcpolicy]]\nkeepDuration = \"172800000000000\"\n", "b.toml:2: keepDuration is not a duration")]
    [TestCase("[[worker.oci.gcpolicy]]\nkeepDuration = -1\n", "b.toml:2: keepDuration is not a duration")]
    [TestCase("[worker.oci]\nmaxUsedSpace = \"lots\"", "b.toml:2: maxUsedSpace: 'lots' is not a size. Write a size such as \"50GB\"")]
    [TestCase("[worker.oci]\nmaxUsedSpace = \"120%\"", "b.toml:2: maxUsedSpace: '120%' is not a share of the disk")]
    [TestCase("[worker.oci]\nmaxUsedSpace = true", "b.toml:2: maxUsedSpace is not a size")]
    [TestCase("[worker.oci]\nmax-parallelism = \"4\"", "b.toml:2: max-parallelism is not a positive number. Write a number without quotes")]
    [TestCase("[worker.oci]\ngc = \"yes\"", "b.toml:2: gc is neither true nor false")]
    [TestCase(
        "[registry.\"docker.io\"]\nmirrors = [\"https://mirror.example.com\"]",
        "b.toml:2: 'https://mirror.example.com' has a scheme; write mirror.example.com")]
    [TestCase("[registry.\"docker.io\"]\nmirrors = \"mirror.example.com\"", "b.toml:2: mirrors is not an array of strings")]
    [TestCase("[worker.oci]\na = ", "b.toml:2: it isn't valid TOML")]
    public void Nonsense_is_refused_with_its_line(string text, string message) =>
        Assert.That(
            () => BuildKitConfiguration.Parse(text, "b.toml"),
            ThrowsFault.Of(DockerFaultKind.DaemonConfigurationInvalid).With.Message.StartsWith(message));

    [TestCase(
        "[[worker.oci.gcpolicy]]\nall = true\nmaxUsedSpace = 1\nkeepDuration = 3600\n",
        "b.toml:4: keepDuration has no unit, so that BuildKit reads 3600 seconds. Write \"3600s\".")]
    [TestCase("[[worker.oci.gcpolicy]]\nmaxUsedSpace = 1\n", "b.toml:1: the last rule excludes records")]
    [TestCase("[[worker.oci.gcpolicy]]\nall = true\nreservedSpace = 1\n", "b.toml:1: no rule has a cap")]
    [TestCase("[worker.oci]\ngc = false\n[[worker.oci.gcpolicy]]\nall = true\nmaxUsedSpace = 1\n", "b.toml:1: gc is false, so that the rules have no effect")]
    [TestCase(
        "[worker.oci]\nmax-paralelism = 4\n",
        "b.toml:2: BuildKit has no setting max-paralelism and ignores it. If it should be max-parallelism, correct it.")]
    [TestCase("[registry.\"https://docker.io\"]\n", "b.toml:1: 'https://docker.io' has a scheme; write docker.io")]
    public void What_works_otherwise_than_meant_is_a_warning(string text, string message)
    {
        Assert.That(string.Join('\n', BuildKitFile.Read(text, "b.toml").Findings), Does.Contain(message));
        Assert.That(() => BuildKitConfiguration.Parse(text, "b.toml"), Throws.Nothing);
    }

    private static IEnumerable<TestCaseData> Contradictions =>
    [
        new(new BuildKitConfiguration { MaxParallelism = -1 }, "negative"),
        new(new BuildKitConfiguration { GarbagePolicies = [GarbagePolicy.CacheMounts(TimeSpan.FromDays(1), "1GB")] }, "the last rule excludes records"),
        new(new BuildKitConfiguration { Registries = [new("docker.io") { Mirrors = ["http://mirror"] }] }, "has a scheme"),
    ];

    [TestCaseSource(nameof(Contradictions))]
    public void Settings_that_contradict_each_other_are_refused(BuildKitConfiguration configuration, string message) =>
        Assert.That(() => configuration.MergeInto(null), Throws.TypeOf<InvalidSettingException>().With.Message.Contains(message));

    [Test]
    public void For_random_files_only_what_was_asked_for_changes()
    {
        var random = new Random(20261129);
        for (var round = 0; round < 300; round++)
        {
            var before = RandomToml.Document(random);
            var asked = RandomToml.Choose(s_all, random);

            var after = asked.MergeInto(before);

            Assert.That(RandomToml.Others(after), Is.EqualTo(RandomToml.Others(before)), $"{before}\n=>\n{after}");
            Assert.That(RandomToml.OtherLines(before).Except(after.Split('\n')), Is.Empty, $"{before}\n=>\n{after}");
            Assert.That(asked.MergeInto(after), Is.EqualTo(after), "a second time changes nothing");
            var read = BuildKitConfiguration.Parse(after);
            Assert.That(read.MaxParallelism, Is.EqualTo(asked.MaxParallelism ?? BuildKitConfiguration.Parse(before).MaxParallelism));
            Assert.That(read.HistoryMaxAge, Is.EqualTo(asked.HistoryMaxAge ?? BuildKitConfiguration.Parse(before).HistoryMaxAge));
            if (!asked.GarbagePolicies.IsEmpty)
                Assert.That(read.GarbagePolicies.Select(policy => policy.ToToml()), Is.EqualTo(asked.GarbagePolicies.Select(policy => policy.ToToml())));
        }
    }

    [Test]
    public void Files_are_compared_by_their_settings()
    {
        const string text = "[worker.oci]\ngc = true\nmax-parallelism = 4\n[registry.\"a\"]\nca = [\"/x\"]\n";

        Assert.That(BuildKitFile.AreEqual(text, "# other\nworker = { oci = { max-parallelism = 4, gc = true } }\nregistry.a.ca = ['/etc/y']\n"), Is.True);
        Assert.That(BuildKitFile.AreEqual(text, text.Replace("4", "5", StringComparison.Ordinal)), Is.False);
    }

    [TestCase("512MB", 512L * 1024 * 1024, 0, "512MB")]
    [TestCase("1gib", 1L << 30, 0, "1GB")]
    [TestCase("1500", 1500, 0, "1500")]
    [TestCase("10%", 0, 10, "10%")]
    public void Sizes_are_read_as_BuildKit_reads_them(string text, long bytes, int percent, string written)
    {
        var space = DiskSpace.Parse(text);

        Assert.That((space.Bytes, space.Percent, space.ToString()), Is.EqualTo((bytes, percent, written)));
    }
}
