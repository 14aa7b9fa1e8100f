using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Tests.Answers;

namespace Nuke.Docker.BuildKit.Tests.Progress;

public sealed class BakeGraphsSpecs
{
    [Test]
    public void Each_target_has_its_own_steps_under_their_own_names()
    {
        var graphs = Read("api", "worker");

        Assert.That(graphs["worker"].Steps.Select(step => (step.Name.Stage, step.Name.Instruction)), Is.EqualTo([((string?)null, "COPY job.py /job.py")]));
        Assert.That(graphs["api"].Steps.Select(step => step.Name.Label), Is.EquivalentTo(["builder 2/2", "runtime 2/4", "runtime 3/4", "runtime 4/4"]));
    }

    [Test]
    public void A_base_image_that_targets_share_belongs_to_each()
    {
        var graphs = Read("api", "worker");

        foreach (var target in new[] { "api", "worker" })
            Assert.That(graphs[target].Vertexes.Count(vertex => vertex.Name.Kind == VertexKind.BaseImage), Is.EqualTo(1), target);
    }

    [Test]
    public void Contexts_and_exports_go_to_their_target()
    {
        var graphs = Read("api", "worker");

        foreach (var target in new[] { "api", "worker" })
        {
            Assert.That(graphs[target].ContextBytes, Is.Positive, target);
            Assert.That(graphs[target].Vertexes.Count(vertex => vertex.Name.Kind == VertexKind.Export), Is.EqualTo(1), target);
        }
    }

    [Test]
    public void A_target_whose_name_begins_like_another_s_stays_apart()
    {
        var graphs = new BakeGraphs(["api", "api-test"]);

        graphs.Add(ProgressReader.Read("""
            {"vertexes":[{"digest":"sha256:1","name":"[api-test 1/2] RUN a"},
            {"digest":"sha256:2","name":"[api 1/2] RUN b"},
            {"digest":"sha256:3","name":"[api] exporting to image"}]}
            """.ReplaceLineEndings("")));

        Assert.That(graphs["api"].Vertexes.Select(vertex => vertex.Name.Text), Is.EqualTo(["[1/2] RUN b", "exporting to image"]));
        Assert.That(graphs["api-test"].Vertexes.Select(vertex => vertex.Name.Text), Is.EqualTo(["[1/2] RUN a"]));
    }

    [TestCase("\"completed\":\"2026-11-21T10:00:02Z\"", "Ran", 0.0)]
    [TestCase("\"completed\":\"2026-11-21T10:00:02Z\",\"cached\":true", "Cached", 1.0)]
    public void A_step_that_targets_share_counts_once(string second, string outcome, double rate)
    {
        var graphs = new BakeGraphs(["api", "web"]);

        graphs.Add(ProgressReader.Read("""
            {"vertexes":[{"digest":"sha256:1","name":"[api 1/1] RUN a","inputs":["sha256:0"],"cached":true,
            "started":"2026-11-21T10:00:00Z","completed":"2026-11-21T10:00:01Z"},
            {"digest":"sha256:2","name":"[api 1/1] RUN a","inputs":["sha256:0"],"started":"2026-11-21T10:00:00Z",SECOND}]}
            """.ReplaceLineEndings("").Replace("SECOND", second, StringComparison.Ordinal)));

        Assert.That(graphs["api"].Steps.Select(step => $"{step.Outcome}"), Is.EqualTo([outcome]));
        Assert.That(graphs["api"].HitRate, Is.EqualTo(rate));
    }

    [TestCase("", "Cached", Description = "The download of an ADD has no inputs")]
    [TestCase(",\"error\":\"404\"", "Failed")]
    public void The_download_of_a_step_counts_only_if_it_fails(string error, string outcome)
    {
        var graph = new BuildGraph();

        graph.Add(ProgressReader.Read("""
            {"vertexes":[{"digest":"sha256:1","name":"[2/2] ADD http://a/b /","started":"2026-11-21T10:00:00Z","completed":"2026-11-21T10:00:01Z"ERROR},
            {"digest":"sha256:2","name":"[2/2] ADD http://a/b /","inputs":["sha256:1"],"cached":true,
            "started":"2026-11-21T10:00:01Z","completed":"2026-11-21T10:00:01Z"}]}
            """.ReplaceLineEndings("").Replace("ERROR", error, StringComparison.Ordinal)));

        Assert.That(graph.Steps.Select(step => $"{step.Outcome}"), Is.EqualTo([outcome]));
    }

    [Test]
    public void One_target_alone_has_no_prefix_even_if_a_stage_is_called_like_it()
    {
        var graphs = new BakeGraphs(["api"]);

        graphs.Add(ProgressReader.Read("""{"vertexes":[{"digest":"sha256:1","name":"[api 1/2] RUN a"}]}"""));

        Assert.That(graphs["api"].Vertexes.Single().Name.Stage, Is.EqualTo("api"));
    }

    [TestCase("ERROR: target web: failed to solve: \"/absent\": not found", "web")]
    [TestCase("ERROR: failed to solve: target api: no match", "api", Description = "The name stands further in: what failed first counts")]
    [TestCase("ERROR: target other: failed to solve: no match", "api", Description = "No target of this bake")]
    public void The_final_message_says_which_target_failed_and_else_what_failed_first(string final, string expected)
    {
        var (graphs, whole) = (new BakeGraphs(["api", "web"]), new BuildGraph());
        var failed = """
            {"vertexes":[{"digest":"sha256:1","name":"[api 1/2] RUN a",
            "started":"2026-11-21T10:00:00Z","completed":"2026-11-21T10:00:01Z","error":"exit code: 1"}]}
            """.ReplaceLineEndings("");
        foreach (var line in new[] { failed, final })
        {
            graphs.Add(ProgressReader.Read(line));
            whole.Add(ProgressReader.Read(line));
        }

        Assert.That(graphs.Failed(whole), Is.EqualTo([expected]));
    }

    private static BakeGraphs Read(params string[] targets)
    {
        var graphs = new BakeGraphs(targets);
        foreach (var line in Answer.Text("bake.rawjson.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            graphs.Add(ProgressReader.Read(line));
        return graphs;
    }
}
