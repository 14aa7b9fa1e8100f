using System.Text;
using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Tests.Progress;

public sealed class ProgressReaderSpecs
{
    [TestCaseSource(typeof(Recording), nameof(Recording.Names))]
    public void Every_line_of_a_recording_is_an_update_or_text(string name)
    {
        var events = Recording.Lines(name).Select(ProgressReader.Read).ToList();

        Assert.That(events, Is.Not.Empty);
        Assert.That(events, Has.None.InstanceOf<UnknownLine>());
        Assert.That(events.OfType<SolveStatus>().Sum(status => status.UnknownMembers), Is.Zero);
    }

    [Test]
    public void A_vertex_is_read_whole()
    {
        var line = """
            {"vertexes":[{"digest":"sha256:a","inputs":["sha256:b","sha256:c"],"name":"[2/3] RUN x",
            "started":"2026-11-21T22:01:22.015889717Z","completed":"2026-11-21T22:01:22.608401786+00:00",
            "cached":true,"error":"lost","progressGroup":{"id":"g","name":"n"}}]}
            """.ReplaceLineEndings("");

        var vertex = ((SolveStatus)ProgressReader.Read(line)).Vertexes.Single();

        Assert.That(vertex.Digest, Is.EqualTo("sha256:a"));
        Assert.That(vertex.Name, Is.EqualTo("[2/3] RUN x"));
        Assert.That(vertex.Inputs, Is.EqualTo(["sha256:b", "sha256:c"]));
        Assert.That(vertex.Cached, Is.True);
        Assert.That(vertex.Error, Is.EqualTo("lost"));
    }

    [Test]
    public void Nine_digits_of_a_second_are_cut_to_the_seven_that_there_are()
    {
        var line = """{"vertexes":[{"digest":"a","name":"n","started":"2026-11-21T22:01:22.015889717Z"}]}""";

        var vertex = ((SolveStatus)ProgressReader.Read(line)).Vertexes.Single();

        Assert.That(vertex.Started, Is.EqualTo(DateTimeOffset.Parse("2026-11-21T22:01:22.0158897Z")));
    }

    [Test]
    public void The_zero_time_means_not_yet()
    {
        var line = """{"vertexes":[{"digest":"a","name":"n","started":"0001-01-01T00:00:00Z","completed":null}]}""";

        var vertex = ((SolveStatus)ProgressReader.Read(line)).Vertexes.Single();

        Assert.That(vertex.Started, Is.Null);
        Assert.That(vertex.Completed, Is.Null);
    }

    [Test]
    public void A_warning_is_read_with_its_place()
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes("größer (line 3)"));
        var line = $$"""
            {"warnings":[{"vertex":"a","level":1,"short":"{{text}}","detail":["{{text}}"],"url":"https://x",
            "sourceInfo":{"filename":"Dockerfile","data":"Zg==","definition":{"def":["a"]} },
            "range":[{"start":{"line":3,"character":2},"end":{"line":4} } ]}]}
            """.ReplaceLineEndings("");

        var warning = ((SolveStatus)ProgressReader.Read(line)).Warnings.Single();

        Assert.That(warning.Message, Is.EqualTo("Dockerfile:3: größer (line 3)"));
        Assert.That(warning.Detail, Is.EqualTo(["größer (line 3)"]));
        Assert.That(warning.Url, Is.EqualTo("https://x"));
    }

    [TestCase("ERROR: failed to build: failed to solve")]
    [TestCase("")]
    [TestCase("   4 | >>> RUN { echo hi; }")]
    [TestCase("{ echo hi; }")]
    [TestCase("[1,2]")]
    public void What_is_no_JSON_object_is_text(string line)
    {
        var read = ProgressReader.Read(line);

        Assert.That(read, Is.EqualTo(new TextLine(line)));
    }

    [TestCase("""{"vertexes":[{"digest":"sha256:a","na""")]
    [TestCase("""{"vertexes":[]}{"vertexes":[]}""")]
    [TestCase("""{"vertexes":"none"}""")]
    [TestCase("""{"logs":[{"vertex":"a","data":"not base64!"}]}""")]
    [TestCase("""{"statuses":[{"id":"a","current":"many"}]}""")]
    [TestCase("""{"vertexes":[{"digest":"a","started":"yesterday"}]}""")]
    [TestCase("""{"message":"something else"}""")]
    public void JSON_that_is_no_update_is_kept_as_it_came(string line)
    {
        var read = ProgressReader.Read(line);

        Assert.That(read, Is.InstanceOf<UnknownLine>());
        Assert.That(((UnknownLine)read).Text, Is.EqualTo(line));
        Assert.That(((UnknownLine)read).Reason, Is.Not.Empty);
    }

    [Test]
    public void Members_of_a_newer_BuildKit_are_counted_and_passed_over()
    {
        var line = """{"vertexes":[{"digest":"a","name":"n","new":{"deep":[1,{"x":2}]}}],"metrics":{"a":[1]}}""";

        var status = (SolveStatus)ProgressReader.Read(line);

        Assert.That(status.Vertexes.Single().Name, Is.EqualTo("n"));
        Assert.That(status.UnknownMembers, Is.EqualTo(1));
    }

    [Test]
    public void A_line_of_eight_megabytes_is_read()
    {
        var data = Convert.ToBase64String(new byte[6 * 1024 * 1024]);

        var status = (SolveStatus)ProgressReader.Read($$"""{"logs":[{"vertex":"a","stream":2,"data":"{{data}}"}]}""" + "\r\n");

        Assert.That(status.Logs.Single().Data.Length, Is.EqualTo(6 * 1024 * 1024));
        Assert.That(status.Logs.Single().Stream, Is.EqualTo(2));
    }

    [Test]
    public void A_recording_cut_anywhere_never_throws()
    {
        var whole = string.Join('\n', Recording.Lines("code-only"));

        for (var length = 0; length < whole.Length; length += 97)
        {
            var graph = new BuildGraph();
            foreach (var line in whole[..length].Split('\n'))
                graph.Add(ProgressReader.Read(line));
            Assert.That(graph.UnknownLines, Is.LessThanOrEqualTo(1));
        }
    }
}
