using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Containers;

namespace Nuke.Docker.BuildKit.Tests.Containers;

public sealed class ComposeHostNetworkSpecs
{
    [Test]
    public void Services_use_the_network_of_the_host_and_find_each_other_by_name()
    {
        var project = new ComposeModel
        {
            Services = new Dictionary<string, ComposeService>
            {
                ["api"] = new() { Name = "api" },
                ["db"] = new() { Name = "db" },
                ["tunnel"] = new() { Name = "tunnel", NetworkMode = "host" },
            },
        };

        Assert.That(ComposeHostNetwork.Create(project), Is.EqualTo(
            """
            # Generated: the engine has no bridge network. Merged into the project's own files.
            services:
              "api":
                network_mode: host
                networks: !reset null
                ports: !reset []
                extra_hosts:
                  - "api:127.0.0.1"
                  - "db:127.0.0.1"
                  - "tunnel:127.0.0.1"
              "db":
                network_mode: host
                networks: !reset null
                ports: !reset []
                extra_hosts:
                  - "api:127.0.0.1"
                  - "db:127.0.0.1"
                  - "tunnel:127.0.0.1"

            """));
    }

    [Test]
    public void Without_such_services_the_file_is_valid() =>
        Assert.That(ComposeHostNetwork.Create(new ComposeModel()), Does.EndWith("\nservices: {}\n"));
}
