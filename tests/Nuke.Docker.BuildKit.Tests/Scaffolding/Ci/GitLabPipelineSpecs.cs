using Nuke.Docker.BuildKit.Scaffolding.Ci;
using YamlDotNet.RepresentationModel;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Ci;

public sealed class GitLabPipelineSpecs
{
    private static IEnumerable<string> Names => CiSamples.Plans.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_pipeline_is_as_expected(string name) =>
        CiSamples.Compare(GitLabPipeline.Write(CiSamples.Plans[name]), $"gitlab-{name}.yml");

    [TestCaseSource(nameof(Names))]
    public void A_pipeline_has_a_script_in_each_job(string name)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(GitLabPipeline.Write(CiSamples.Plans[name])));
        var jobs = ((YamlMappingNode)stream.Documents[0].RootNode).Children.Where(job => !job.Key.ToString().StartsWith('.')).ToList();

        Assert.That(jobs, Is.Not.Empty);
        Assert.That(jobs.Select(job => job.Value["script"]), Has.All.InstanceOf<YamlSequenceNode>());
    }

    [TestCaseSource(nameof(Names))]
    public void Passwords_are_read_from_standard_input(string name) => Assert.That(
        GitLabPipeline.Write(CiSamples.Plans[name]).Split('\n').Where(line => line.Contains("docker login", StringComparison.Ordinal)),
        Has.All.EndsWith("--password-stdin"));
}
