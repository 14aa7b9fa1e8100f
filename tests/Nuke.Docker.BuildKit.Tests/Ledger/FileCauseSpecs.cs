using Nuke.Docker.BuildKit.Ledger;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>Causes that are changes of files.</summary>
public sealed class FileCauseSpecs
{
    private LedgerBench _bench = null!;

    [SetUp]
    public void Create() => _bench = ServiceBench.Create();

    [TearDown]
    public void Delete() => _bench.Dispose();

    [Test]
    public void A_changed_file_is_named_and_the_steps_after_it_are_counted()
    {
        _bench.Write("app/main.py", "3");

        var causes = _bench.Build("builder 3/4", "builder 4/4", "stage-1 1/2", "stage-1 2/2");

        Assert.That(causes[0].Kind, Is.EqualTo(CauseKind.FileContent));
        Assert.That(causes[0].Sentence, Is.EqualTo("app/main.py changed"));
        Assert.That(causes[0].Details, Is.EqualTo(["app/main.py"]));
        Assert.That(causes[0].Followers, Is.EqualTo(3));
        Assert.That(causes[0].FollowerSeconds, Is.EqualTo(3));
        Assert.That(causes.Select(cause => cause.Kind), Is.EqualTo(
            [CauseKind.FileContent, CauseKind.ParentStep, CauseKind.SourceStage, CauseKind.ParentStep]));
    }

    [Test]
    public void Files_that_the_ignore_file_excludes_now_are_not_said_to_be_removed()
    {
        _bench.Write(".dockerignore", "app/util.py\n");

        var excluded = _bench.Build("builder 3/4")[0].Sentence;
        _bench.Write(".dockerignore", "docs\n");
        var included = _bench.Build("builder 3/4")[0].Sentence;

        Assert.That(excluded, Is.EqualTo("app/util.py is no longer in the context, whose ignore file changed"));
        Assert.That(included, Is.EqualTo("app/util.py is now in the context, whose ignore file changed"));
    }

    [Test]
    public void Files_of_another_folder_with_the_same_content_were_not_renamed()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY conf /c\n");
        bench.Write("conf/a", "1");
        bench.Write("pk/b", "1");
        bench.Build();

        bench.Write("Dockerfile", "FROM scratch\nCOPY pk /c\n");

        Assert.That(bench.Build()[0].Sentence, Is.EqualTo("its sources changed from 'conf' to 'pk'; pk, pk/b are now read; conf, conf/a are no longer read"));
    }

    [Test]
    public void An_edit_of_the_ignore_file_is_no_cause_of_a_file_that_it_does_not_name()
    {
        _bench.Write(".dockerignore", "docs\n");
        _bench.Build();

        _bench.Write(".dockerignore", "docs\nother\n");
        _bench.Write("app/new.py", "");
        var added = _bench.Build("builder 3/4")[0].Sentence;
        _bench.Write(".dockerignore", "docs\nanother\n");
        File.Delete(_bench.PathOf("app/new.py"));
        var removed = _bench.Build("builder 3/4")[0].Sentence;

        Assert.That((added, removed), Is.EqualTo(("app/new.py was added", "app/new.py was removed")));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_line_break_in_a_name_does_not_end_the_sentence()
    {
        _bench.Write("app/new\nline.py", "");

        Assert.That(_bench.Build("builder 3/4")[0].Sentence, Is.EqualTo(@"app/new\x0aline.py was added"));
    }

    [Test]
    public void A_changed_requirement_is_named_by_package_and_version()
    {
        _bench.Write("requirements.txt", "httpx==0.28.1\nanyio==4.0\n");

        var cause = _bench.Build("builder 1/4")[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.Packages));
        Assert.That(cause.Sentence, Is.EqualTo("requirements.txt changed: httpx 0.27.0 → 0.28.1"));
    }

    [TestCase("httpx==0.27.0\nanyio==4.0\n# a comment\n", "requirements.txt changed, but none of its package versions")]
    [TestCase("httpx==0.27.0\nanyio==4.0\nrich\n", "requirements.txt changed: rich added")]
    [TestCase("httpx\nanyio == 4.0 ; python_version > '3'\n", "requirements.txt changed: httpx 0.27.0 → any version")]
    [TestCase("httpx >= 0.27, < 1\r\nanyio==4.0 \\\n  --hash=sha256:00\n", "requirements.txt changed: httpx 0.27.0 → >=0.27,<1")]
    [TestCase(
        "httpx @ git+https://me:correct-horse@example.com/httpx@v1?token=staple\nanyio==4.0\n",
        "requirements.txt changed: httpx 0.27.0 → git+https://example.com/httpx@v1")]
    public void Requirements_are_compared_by_package(string requirements, string sentence)
    {
        _bench.Write("requirements.txt", requirements);

        Assert.That(_bench.Build("builder 1/4")[0].Sentence, Is.EqualTo(sentence));
        Assert.That(Directory.EnumerateFiles(_bench.Ledgers, "*", SearchOption.AllDirectories).Select(File.ReadAllText), Has.None.Contains("horse"));
    }

    [Test]
    public void Steps_that_a_failed_build_had_not_come_to_were_not_cached_and_keep_their_cause()
    {
        _bench.Write("requirements.txt", "httpx==0.28.1\nanyio==4.0\n");
        var failed = _bench.Build(false, "stage-1 2/2");
        var predicted = _bench.PredictSteps()[0];

        var causes = _bench.Build("builder 1/4", "builder 2/4");

        const string Sentence = "requirements.txt changed: httpx 0.27.0 → 0.28.1; the last build ended before it";
        Assert.That(failed.Select(cause => cause.Kind), Has.None.EqualTo(CauseKind.OutsideKey));
        Assert.That((predicted.Forecast, predicted.Reason), Is.EqualTo((StepForecast.Runs, Sentence)));
        Assert.That((causes[0].Kind, causes[0].Sentence), Is.EqualTo((CauseKind.Packages, Sentence)));
    }

    [Test]
    public void A_step_that_failed_keeps_its_cause()
    {
        _bench.Write("requirements.txt", "httpx==0.28.1\nanyio==4.0\n");
        _bench.Build(false, "builder 1/4");
        _bench.Build(false, "builder 1/4");

        Assert.That(
            _bench.Build("builder 1/4")[0].Sentence,
            Is.EqualTo("requirements.txt changed: httpx 0.27.0 → 0.28.1; the last build ended before it"));
    }

    [Test]
    public void Permissions_are_shown_as_octal_numbers()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no permissions of this kind.");
            return;
        }

        File.SetUnixFileMode(_bench.PathOf("app/main.py"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var cause = _bench.Build("builder 3/4")[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.FileMode));
        Assert.That(cause.Sentence, Does.StartWith("the permissions of app/main.py changed from 0").And.EndsWith("to 0600"));
        Assert.That(cause.Advice, Does.Contain("--chmod"));
    }

    [Test]
    public void A_renamed_file_is_neither_added_nor_removed()
    {
        File.Move(_bench.PathOf("app/util.py"), _bench.PathOf("app/tools.py"));

        var cause = _bench.Build("builder 3/4")[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.FileRenamed));
        Assert.That(cause.Sentence, Is.EqualTo("app/util.py was renamed to app/tools.py"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_folder_that_became_a_link_and_back_is_one_change()
    {
        var folder = _bench.PathOf("app");
        Directory.Move(folder, _bench.PathOf("code"));
        File.CreateSymbolicLink(folder, "code");
        var linked = _bench.Build("builder 3/4")[0];

        File.Delete(folder);
        Directory.Move(_bench.PathOf("code"), folder);
        var back = _bench.Build("builder 3/4")[0];

        Assert.That(linked.Sentence, Does.EndWith("app is a link to code instead of a folder"));
        Assert.That(linked.Sentence, Does.Not.Contain("removed"));
        Assert.That(back.Sentence, Does.EndWith("app is a folder instead of a link to code").And.Not.Contain("added"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_link_with_another_target_is_named_with_both()
    {
        File.CreateSymbolicLink(_bench.PathOf("app/link"), "main.py");
        _bench.Build("builder 3/4");

        File.Delete(_bench.PathOf("app/link"));
        File.CreateSymbolicLink(_bench.PathOf("app/link"), "util.py");

        Assert.That(_bench.Build("builder 3/4")[0].Sentence, Is.EqualTo("the link app/link leads to util.py instead of main.py"));
    }

    [Test]
    public void Added_and_removed_files_are_named()
    {
        _bench.Write("app/new.py", "new");
        Assert.That(_bench.Build("builder 3/4")[0].Sentence, Is.EqualTo("app/new.py was added"));

        File.Delete(_bench.PathOf("app/new.py"));
        Assert.That(_bench.Build("builder 3/4")[0].Sentence, Is.EqualTo("app/new.py was removed"));
    }

    [TestCase(".git/HEAD .git/logs/HEAD", "Add **/.git to .dockerignore, if the image doesn't need them.")]
    [TestCase("app/.coverage", "Add **/.coverage to .dockerignore, if the image doesn't need it.")]
    [TestCase("app/x.pyc a.log", "Add **/*.log and **/*.pyc to .dockerignore, if the image doesn't need them.")]
    [TestCase("Dockerfile", "Add Dockerfile to .dockerignore, if the image doesn't need it.")]
    [TestCase("app/Dockerfile.py", null)]
    [TestCase("Dockerfile app.py", null)]
    public void Files_that_an_image_rarely_needs_are_advised_against(string files, string? advice)
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY . /\n");
        bench.Write("app/main.py", "1");
        bench.Build();
        foreach (var file in files.Split(' '))
            bench.Write(file, file == "Dockerfile" ? "FROM scratch\nCOPY . /\n# comment\n" : "1");

        Assert.That(bench.Build()[0].Advice, Is.EqualTo(advice));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void What_a_retargeted_link_leads_to_was_neither_added_nor_removed()
    {
        using var bench = new LedgerBench("FROM scratch\nCOPY current /app\n");
        bench.Write("v1/a", "1");
        bench.Write("v2/b", "2");
        File.CreateSymbolicLink(bench.PathOf("current"), "v1");
        bench.Build();
        File.Delete(bench.PathOf("current"));
        File.CreateSymbolicLink(bench.PathOf("current"), "v2");

        Assert.That(bench.Build("1/1")[0].Sentence, Is.EqualTo("the link current leads to v2 instead of v1"));
    }
}
