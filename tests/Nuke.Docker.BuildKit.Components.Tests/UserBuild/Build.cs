using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components;
using static Nuke.Docker.BuildKit.BuildxTasks;
using static Nuke.Docker.BuildKit.ComposeTasks;
using static Nuke.Docker.BuildKit.DockerTasks;

internal sealed class Build : NukeBuild, IDockerBuild
{
    [Parameter]
    private readonly string DockerTool = "docker";

    [Parameter]
    private readonly bool Everything;

    [Parameter]
    private readonly bool CompleteMaterials;

    private readonly string[] _services = ["web", "worker"];

    IEnumerable<DockerImage> IHazDockerImages.Images => [new("acme/bot") { Context = RootDirectory }];

    Configure<BuildxBuildSettings> IDockerBuild.DockerBuildSettings => _ => _
        .When(CompleteMaterials, _ => _.SetProvenance(new ProvenanceAttestation { CompleteMaterials = true }));

    private Configure<DockerImageTagSettings> TagSettings => _ => _
        .SetToolPath(DockerTool)
        .SetSource("acme/bot");

    private Target Clean => _ => _
        .Executes(() => BuildxPrune(_ => _
            .SetToolPath(DockerTool)
            .SetOnLine(DockerLog.Write)
            .EnableForce()
            .When(Everything, _ => _.EnableAll())
            .WhenNotNull(Everything ? "ci" : null, (_, builder) => _.SetBuilder(builder))));

    private Target Tag => _ => _
        .After(Clean)
        .Executes(() => DockerImageTag(_ => _
            .Apply(TagSettings)
            .CombineWith(_services, (_, service) => _.SetTarget($"acme/{service}")), completeOnFailure: true));

    private Target Up => _ => _
        .DependsOn(Clean, Tag)
        .Executes(() => ComposeUp(_ => _
            .SetToolPath(DockerTool)
            .AddFile("compose.yml")
            .EnableDetach()
            .AddService(_services)));

    public static int Main() => Execute<Build>(x => x.Up);
}
