using Nuke.Docker.BuildKit.Answers.History;

namespace Nuke.Docker.BuildKit.Tests.Answers.History;

public sealed class HistoryReadersSpecs
{
    [Test]
    public void The_list_has_the_newest_build_first()
    {
        var builds = BuildHistoryReader.Read(Answer.Text("history-ls.json"));

        Assert.That(builds.Take(3).Select(build => (build.Id, build.Name, build.Status)), Is.EqualTo(
        [
            ("vg3lubh9ektgda9a9tf11gv72", "shop", BuildStatus.Failed),
            ("kdnm5b5vdx527go9jrc15lqyz", "api (debug)", BuildStatus.Completed),
            ("37cq8ypw6fkxi7matv8jihf5j", "api (runtime)", BuildStatus.Completed),
        ]));
        Assert.That((builds[1].TotalSteps, builds[1].CompletedSteps, builds[1].CachedSteps), Is.EqualTo((11L, 11L, 4L)));
        Assert.That(builds.Where(build => build.Name is null), Is.Not.Empty, "a build without a context has no name");
        Assert.That(builds.SelectMany(build => build.Other), Is.Empty);
    }

    [Test]
    public void A_record_says_what_was_built_from_what()
    {
        var build = BuildRecordReader.Read(Answer.Text("history-inspect.json"));

        Assert.That((build.Context, build.Dockerfile, build.Target, build.Status), Is.EqualTo(("api", "Dockerfile", "debug", BuildStatus.Completed)));
        Assert.That(build.Duration, Is.EqualTo(TimeSpan.FromMilliseconds(601.4406)));
        Assert.That(build.Materials.Single().Uri, Is.EqualTo("pkg:docker/acme/python@3?platform=linux%2Famd64"));
        Assert.That(build.Attachments.Select(attachment => attachment.Platform), Is.EqualTo([null, null, "linux/amd64"]));
        Assert.That(build.Options["Network"], Is.EqualTo("host"));
        Assert.That((build.Failure, build.Other.Count), Is.EqualTo(((BuildFailure?)null, 0)));
    }

    [Test]
    public void The_list_and_the_record_agree()
    {
        var record = BuildRecordReader.Read(Answer.Text("history-inspect.json"));
        var entry = BuildHistoryReader.Read(Answer.Text("history-ls.json")).First(build => build.Id == record.Id);

        Assert.That(
            (entry.Name, entry.Status, entry.Started, entry.Completed, entry.TotalSteps, entry.CachedSteps),
            Is.EqualTo((record.Name, record.Status, record.Started, record.Completed, record.TotalSteps, record.CachedSteps)));
        Assert.That(entry.Duration, Is.EqualTo(record.Duration).Within(TimeSpan.FromTicks(2)));
    }

    [Test]
    public void A_failure_says_which_step_and_shows_the_Dockerfile()
    {
        var build = BuildRecordReader.Read(Answer.Text("history-inspect-error.json"));

        Assert.That(build.Status, Is.EqualTo(BuildStatus.Failed));
        Assert.That((build.Failure!.Step, build.Failure.Code), Is.EqualTo(("[2/2] RUN echo boom && false", 2L)));
        Assert.That(build.Failure.Logs, Is.EqualTo(["boom"]));
        Assert.That(build.Failure.Excerpt, Does.Contain("2 | >>> RUN echo boom && false"));
    }

    [TestCase("Running", BuildStatus.Running)]
    [TestCase("Canceled", BuildStatus.Canceled)]
    [TestCase("Pondering", BuildStatus.Unknown)]
    public void A_status_is_read(string text, BuildStatus status) =>
        Assert.That(BuildHistoryReader.Read($$"""{"ref":"b/n/i","status":"{{text}}"}""")[0].Status, Is.EqualTo(status));

    [Test]
    public void Arguments_labels_and_contexts_are_pairs()
    {
        var build = BuildRecordReader.Read("""
            {"BuildArgs":[{"Name":"A","Value":"1"}],
            "Labels":[{"Name":"l","Value":""}],
            "NamedContexts":[{"Name":"x","Value":"docker-image://y"}],
            "Config":{"NoCache":true}}
            """.ReplaceLineEndings(""));

        Assert.That(
            (build.BuildArgs["A"], build.Labels["l"], build.NamedContexts["x"], build.Options["NoCache"]),
            Is.EqualTo(("1", "", "docker-image://y", "true")));
    }
}
