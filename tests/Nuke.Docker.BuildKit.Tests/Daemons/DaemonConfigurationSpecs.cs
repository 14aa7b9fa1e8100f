using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Daemons;

public sealed class DaemonConfigurationSpecs
{
    [Test]
    public void Each_value_has_its_place_in_the_file()
    {
        var configuration = new DaemonConfiguration
        {
            BuildKit = true,
            ContainerdSnapshotter = true,
            ReservedSpace = "20GB",
            MaxUsedSpace = "50GB",
            MinFreeSpace = "10GB",
            GarbagePolicies = [GarbagePolicy.CacheMounts(TimeSpan.FromDays(7), "20GB"), GarbagePolicy.Rest("50GB")],
            RegistryMirrors = ["https://mirror.example.com"],
            InsecureRegistries = ["registry.example.com:5000"],
            LogDriver = "local",
            LogMaxSize = "10m",
            LogMaxFile = 3,
        };

        var text = DaemonConfigurationEditor.Merge(null, configuration.ToSettings());

        Assert.That(text.Replace("\n", "").Replace(" ", ""), Is.EqualTo(
            """
            {"features":{"buildkit":true,"containerd-snapshotter":true},
            "builder":{"gc":{"enabled":true,"defaultReservedSpace":"20GB","defaultMaxUsedSpace":"50GB","defaultMinFreeSpace":"10GB",
            "policy":[{"filter":["type=exec.cachemount","until=168h"],"reservedSpace":"20GB"},{"all":true,"maxUsedSpace":"50GB"}]}},
            "registry-mirrors":["https://mirror.example.com"],"insecure-registries":["registry.example.com:5000"],
            "log-driver":"local","log-opts":{"max-size":"10m","max-file":"3"}}
            """.Replace("\n", "")));
    }

    [Test]
    public void Nothing_is_written_for_nothing() => Assert.That(new DaemonConfiguration().ToSettings(), Is.Empty);

    private static IEnumerable<TestCaseData> Nonsense =>
    [
        new(new DaemonConfiguration { ReservedSpace = "50GB", MaxUsedSpace = "20GB" }, "the cap maxUsedSpace (20GB) is below the floor reservedSpace (50GB)"),
        new(new DaemonConfiguration { MaxUsedSpace = "80%" }, "docker accepts no percentage"),
        new(new DaemonConfiguration { GarbagePolicies = [GarbagePolicy.Rest("80%")] }, "docker accepts no percentage for maxUsedSpace"),
        new(new DaemonConfiguration { GarbagePolicies = [GarbagePolicy.CacheMounts(TimeSpan.FromDays(2), "1GB")] }, "the last rule excludes records"),
        new(
            new DaemonConfiguration { GarbagePolicies = [GarbagePolicy.Rest("2GB"), GarbagePolicy.Rest("1GB")] },
            "rule 1: the rule applies to all records, but"),
        new(
            new DaemonConfiguration { GarbagePolicies = [new() { Filters = ["type==a", "type==b"], MaxUsedSpace = "1GB" }, GarbagePolicy.Rest("2GB")] },
            "docker accepts one value for 'type'"),
        new(new DaemonConfiguration { RegistryMirrors = ["mirror.example.com"] }, "'mirror.example.com' has no scheme"),
        new(new DaemonConfiguration { LogMaxFile = 0 }, "less than 1"),
    ];

    [TestCaseSource(nameof(Nonsense))]
    public void Nonsense_is_explained(DaemonConfiguration configuration, string message) =>
        Assert.That(configuration.ToSettings, Throws.TypeOf<InvalidSettingException>().With.Message.Contains(message));
}
