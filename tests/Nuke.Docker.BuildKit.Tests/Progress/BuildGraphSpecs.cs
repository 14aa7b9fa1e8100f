using System.Text;
using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Tests.Progress;

public sealed class BuildGraphSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [TestCase("cold", 0, 6, 0.0, 300265)]
    [TestCase("warm", 6, 0, 1.0, 124)]
    [TestCase("code-only", 5, 1, 5.0 / 6, 179)]
    [TestCase("imported", 5, 1, 5.0 / 6, null)]
    [TestCase("cache-import-missing", 6, 0, 1.0, 124)]
    [TestCase("failing-run", 0, 2, 0.0, 28)]
    [TestCase("failing-sibling", 0, 0, null, 0)]
    [TestCase("no-dockerfile", 0, 0, null, 0)]
    [TestCase("cache-import-truncated", 5, 2, 5.0 / 7, 300297)]
    public void Steps_of_the_user_are_counted(string recording, int cached, int ran, double? hitRate, long? contextBytes)
    {
        var graph = Recording.Graph(recording);

        Assert.That(graph.Steps.Count(step => step.Outcome == VertexOutcome.Cached), Is.EqualTo(cached));
        Assert.That(graph.Steps.Count(step => step.Outcome == VertexOutcome.Ran), Is.EqualTo(ran));
        Assert.That(graph.HitRate, hitRate is null ? Is.Null : Is.EqualTo(hitRate).Within(1e-9));
        Assert.That(graph.ContextBytes, contextBytes is null ? Is.Not.Negative : Is.EqualTo(contextBytes));
    }

    [Test]
    public void Pushing_counts_each_second_once()
    {
        var graph = GraphOf(
            new VertexUpdate("a", "exporting to image") { Started = Noon, Completed = Noon.AddSeconds(9) },
            new VertexUpdate("b", "pushing acme/bot:latest with docker") { Started = Noon.AddSeconds(20), Completed = Noon.AddSeconds(22) });
        graph.Add(new SolveStatus
        {
            Statuses =
            [
                new("exporting layers", "a", Started: Noon, Completed: Noon.AddSeconds(3)),
                new("pushing layers", "a", Started: Noon.AddSeconds(3), Completed: Noon.AddSeconds(8)),
                new("pushing manifest for acme/bot", "a", Started: Noon.AddSeconds(7), Completed: Noon.AddSeconds(9)),
                new("pushing layers of another", "a", Started: Noon.AddSeconds(8)),
            ],
        });

        Assert.That(graph.PushDuration, Is.EqualTo(TimeSpan.FromSeconds(8)));
        Assert.That(Recording.Graph("cold").PushDuration, Is.Null);
    }

    [Test]
    public void Pulling_counts_base_images_that_were_downloaded()
    {
        var graph = GraphOf(
            new VertexUpdate("a", "[builder 1/2] FROM docker.io/library/python:3.13") { Started = Noon, Completed = Noon.AddSeconds(4) },
            new VertexUpdate("b", "[runtime 1/2] FROM docker.io/library/python:3.13-slim") { Started = Noon, Completed = Noon.AddSeconds(2) });
        graph.Add(new SolveStatus
        {
            Statuses = [new("sha256:a", "a", "downloading", 100, 100), new("sha256:b", "b", "extracting", 100, 100)],
        });

        Assert.That(graph.PullDuration, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That(Recording.Graph("no-dockerfile").PullDuration, Is.Null);
    }

    [Test]
    public void A_stage_stands_before_the_stage_that_uses_it()
    {
        var graph = Recording.Graph("cold");

        Assert.That(
            graph.Steps.Select(step => step.Name.Label),
            Is.EqualTo(["builder 2/4", "builder 3/4", "builder 4/4", "runtime 2/4", "runtime 3/4", "runtime 4/4"]));
    }

    [Test]
    public void Bytes_of_all_contexts_are_added_and_those_of_dockerignore_are_not()
    {
        var graph = Recording.Graph("named-contexts");
        var sent = graph.Vertexes.SelectMany(vertex => vertex.Statuses).Where(status => status.Name == "transferring").ToList();

        Assert.That(graph.ContextBytes, Is.GreaterThan(300_000));
        Assert.That(graph.ContextBytes, Is.LessThan(sent.Sum(status => status.Current)));
        Assert.That(graph.Vertexes.Count(vertex => vertex.Name.Kind == VertexKind.Context), Is.EqualTo(2));
    }

    [Test]
    public void A_step_whose_cached_blob_is_damaged_and_which_then_runs_has_run()
    {
        var step = Recording.Graph("cache-import-truncated").Steps.Single(candidate => candidate.Name.Label == "runtime 4/5");

        Assert.That(step.Outcome, Is.EqualTo(VertexOutcome.Ran));
        Assert.That(step.CacheError, Does.StartWith("short read: expected 303661 bytes but got 1000"));
        Assert.That(step.Error, Is.Null);
    }

    [Test]
    public void A_cached_vertex_with_an_error_is_neither_a_hit_nor_a_failure()
    {
        var graph = GraphOf(new VertexUpdate("a", "[1/1] COPY a b") { Started = Noon, Completed = Noon, Cached = true, Error = "gone" });

        Assert.That(graph.Vertexes.Single().Outcome, Is.EqualTo(VertexOutcome.CacheLost));
        Assert.That(graph.HitRate, Is.Null);
        Assert.That(graph.FirstFailure, Is.Null);
    }

    [Test]
    public void Fetching_the_layers_of_a_cached_step_does_not_make_it_run()
    {
        var graph = GraphOf(
            new VertexUpdate("a", "[2/2] RUN x") { Inputs = ["b"] },
            new VertexUpdate("a", "[2/2] RUN x") { Started = Noon },
            new VertexUpdate("a", "[2/2] RUN x") { Started = Noon, Completed = Noon.AddSeconds(2) },
            new VertexUpdate("a", "[2/2] RUN x") { Inputs = ["b"], Started = Noon.AddSeconds(3), Completed = Noon.AddSeconds(3), Cached = true });

        Assert.That(graph.Vertexes.Single().Outcome, Is.EqualTo(VertexOutcome.Cached));
        Assert.That(graph.Vertexes.Single().Duration, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void Fetching_the_layers_of_a_step_that_was_told_to_be_cached_leaves_it_cached()
    {
        var graph = GraphOf(
            new VertexUpdate("a", "[2/2] RUN x") { Inputs = ["b"], Started = Noon, Completed = Noon, Cached = true },
            new VertexUpdate("a", "[2/2] RUN x") { Started = Noon.AddSeconds(1) },
            new VertexUpdate("a", "[2/2] RUN x") { Started = Noon.AddSeconds(1), Completed = Noon.AddSeconds(2) });

        Assert.That(graph.Vertexes.Single().Outcome, Is.EqualTo(VertexOutcome.Cached));
    }

    [Test]
    public void While_the_layers_of_a_step_are_fetched_it_has_not_run()
    {
        var graph = GraphOf(
            new VertexUpdate("a", "[2/2] RUN x") { Inputs = ["b"] },
            new VertexUpdate("a", "[2/2] RUN x") { Started = Noon },
            new VertexUpdate("a", "[2/2] RUN x") { Started = Noon, Completed = Noon.AddSeconds(2) });

        Assert.That(graph.Vertexes.Single().Outcome, Is.EqualTo(VertexOutcome.Waiting));
    }

    [Test]
    public void Waiting_between_two_starts_is_not_counted()
    {
        var graph = GraphOf(
            new VertexUpdate("a", "[internal] load build context") { Started = Noon, Completed = Noon.AddSeconds(1) },
            new VertexUpdate("a", "[internal] load build context") { Started = Noon.AddSeconds(10) },
            new VertexUpdate("a", "[internal] load build context") { Started = Noon.AddSeconds(10), Completed = Noon.AddSeconds(13) });

        Assert.That(graph.Vertexes.Single().Duration, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That(graph.Vertexes.Single().Started, Is.EqualTo(Noon));
    }

    [Test]
    public void Time_of_a_start_within_another_is_counted_once()
    {
        var graph = GraphOf(
            new VertexUpdate("a", "[1/2] FROM x") { Started = Noon.AddSeconds(2), Completed = Noon.AddSeconds(5) },
            new VertexUpdate("a", "[1/2] FROM x") { Started = Noon.AddSeconds(4), Completed = Noon.AddSeconds(6) },
            new VertexUpdate("a", "[1/2] FROM x") { Started = Noon.AddSeconds(1), Completed = Noon.AddSeconds(8) },
            new VertexUpdate("a", "[1/2] FROM x") { Started = Noon.AddSeconds(7), Completed = Noon.AddSeconds(9) });

        Assert.That(graph.Vertexes.Single().Duration, Is.EqualTo(TimeSpan.FromSeconds(8)));
    }

    [Test]
    public void The_step_that_failed_is_told_from_the_one_that_was_stopped_for_it()
    {
        var graph = Recording.Graph("failing-sibling");

        Assert.That(graph.FirstFailure?.Name.Label, Is.EqualTo("two 2/2"));
        Assert.That(graph.Steps.Single(step => step.Name.Stage == "one").Outcome, Is.EqualTo(VertexOutcome.Canceled));
    }

    [TestCase("cache-import-refused")]
    [TestCase("cache-import-manifest-broken")]
    public void An_import_without_a_cache_fails_nothing(string recording)
    {
        var graph = Recording.Graph(recording);

        Assert.That(graph.FirstFailure, Is.Null);
        Assert.That(graph.Vertexes.Single(vertex => vertex.Name.Kind == VertexKind.CacheImport).Outcome, Is.EqualTo(VertexOutcome.Failed));
    }

    [Test]
    public void Checks_are_kept_with_their_place()
    {
        var graph = Recording.Graph("check-warnings");

        Assert.That(
            graph.Warnings.Select(warning => (warning.File, warning.Line)),
            Is.EqualTo(new (string?, int?)[] { ("warnings.Dockerfile", 1), ("warnings.Dockerfile", 2), ("warnings.Dockerfile", 6) }));
    }

    [Test]
    public void Characters_and_lines_cut_between_two_pieces_are_put_together()
    {
        var graph = GraphOf(new VertexUpdate("a", "[1/1] RUN x") { Started = Noon });
        var bytes = Encoding.UTF8.GetBytes("größer 日本語 🐍\nnext\n");

        foreach (var single in bytes)
            graph.Add(new SolveStatus { Logs = [new VertexLog("a", 1, new[] { single })] });

        Assert.That(graph.Vertexes.Single().LastLines, Is.EqualTo(["größer 日本語 🐍", "next"]));
    }

    [Test]
    public void The_two_streams_of_a_step_do_not_mix_within_a_line()
    {
        var graph = GraphOf(new VertexUpdate("a", "[1/1] RUN x") { Started = Noon });

        graph.Add(new SolveStatus { Logs = [Log(1, "out "), Log(2, "error\n"), Log(1, "put\n")] });

        Assert.That(graph.Vertexes.Single().LastLines, Is.EqualTo(["error", "out put"]));
    }

    [TestCase("10%\r50%\r100%\n", "100%")]
    [TestCase("windows\r\n", "windows")]
    [TestCase("\u001b[1;31mred\u001b[0m plain\n", "red plain")]
    [TestCase("\u001b]0;title\atext\n", "text")]
    [TestCase("bell\a and\ttab\n", "bell and\ttab")]
    [TestCase("no end", "no end")]
    [TestCase("cut \u001b[3\n", "cut ")]
    public void A_line_is_kept_as_a_terminal_would_show_it(string written, string shown)
    {
        var graph = GraphOf(new VertexUpdate("a", "[1/1] RUN x") { Started = Noon });

        graph.Add(new SolveStatus { Logs = [Log(1, written)] });

        Assert.That(graph.Vertexes.Single().LastLines, Is.EqualTo([shown]));
    }

    [Test]
    public void Of_a_long_output_the_last_hundred_lines_are_kept()
    {
        var graph = GraphOf(new VertexUpdate("a", "[1/1] RUN x") { Started = Noon });

        graph.Add(new SolveStatus { Logs = [Log(1, string.Join('\n', Enumerable.Range(1, 1000)) + "\n")] });

        Assert.That(graph.Vertexes.Single().LastLines, Is.EqualTo(Enumerable.Range(901, 100).Select(number => $"{number}")));
    }

    [Test]
    public void A_secret_is_hidden_in_names_messages_output_checks_and_text()
    {
        var graph = new BuildGraph(text => text.Replace("s3cret", "[REDACTED]", StringComparison.Ordinal));

        graph.Add(new SolveStatus { Vertexes = [new VertexUpdate("a", "[1/1] COPY s3cret b") { Started = Noon }] });
        graph.Add(new SolveStatus { Logs = [Log(1, "token s3"), Log(1, "cret\nopen s3cret")], Warnings = [new VertexWarning("a", "s3cret")] });
        graph.Add(new SolveStatus { Vertexes = [new VertexUpdate("a", "[1/1] COPY s3cret b") { Started = Noon, Completed = Noon, Error = "s3cret failed" }] });
        graph.Add(new TextLine("ERROR: s3cret"));

        var vertex = graph.Vertexes.Single();
        var all = string.Join('\n', [vertex.Name.Text, vertex.Error!, .. vertex.LastLines, graph.Warnings[0].Short, graph.TextLines[0]]);
        Assert.That(all, Does.Not.Contain("s3cret"));
        Assert.That(all.Split("[REDACTED]"), Has.Length.EqualTo(7));
    }

    [Test]
    public void A_damaged_stream_whose_vertexes_need_each_other_is_put_in_order_all_the_same()
    {
        var graph = GraphOf(new VertexUpdate("a", "[1/2] RUN a") { Inputs = ["b"] }, new VertexUpdate("b", "[2/2] RUN b") { Inputs = ["a"] });

        Assert.That(graph.Steps.Select(step => step.Digest), Is.EqualTo(["a", "b"]));
    }

    private static VertexLog Log(int stream, string text) => new("a", stream, Encoding.UTF8.GetBytes(text));

    private static BuildGraph GraphOf(params VertexUpdate[] updates)
    {
        var graph = new BuildGraph();
        foreach (var update in updates)
            graph.Add(new SolveStatus { Vertexes = [update] });
        return graph;
    }
}
