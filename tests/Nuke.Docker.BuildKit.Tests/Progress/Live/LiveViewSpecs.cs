using DockerTestSupport.Recordings;
using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Progress.Live;

namespace Nuke.Docker.BuildKit.Tests.Progress.Live;

public sealed class LiveViewSpecs
{
    private readonly FakeTimeProvider _time = new();
    private TerminalScreen _screen = null!;
    private LiveView _view = null!;
    private ProgressPrinter _printer = null!;

    [SetUp]
    public void Create() => Start(width: 80, height: 24);

    [TearDown]
    public void Delete()
    {
        _printer.Dispose();
        _view.Dispose();
        _screen.Dispose();
    }

    [Test]
    public void Running_steps_are_shown_below_the_lines_of_finished_ones()
    {
        Write(Vertex("a", "[builder 1/2] COPY . .", "started", "completed"), Vertex("b", "[builder 2/2] RUN make", "started"), Log("b", "compiling main.c\n"));

        Draw(after: 12);

        Assert.That(_screen.Lines, Has.Count.EqualTo(3));
        Assert.That(_screen.Lines[0], Does.EndWith("builder 1/2  COPY . ."));
        Assert.That(_screen.Lines[1], Is.EqualTo("   0.00 s  builder 2/2  RUN make  compiling main.c"));
        Assert.That(_screen.Lines[2], Does.Contain("0 cached, 1 ran, 1 to go"));
    }

    [Test]
    public void A_frame_replaces_the_last_one_and_the_end_leaves_only_finished_steps()
    {
        Write(Vertex("a", "[1/2] RUN one", "started"), Vertex("b", "[2/2] RUN two"));
        Draw();
        Draw(after: 5);
        Assert.That(_screen.Lines, Has.Count.EqualTo(2));
        Assert.That(_screen.Lines[0], Does.StartWith("   5.00 s  1/2  RUN one"));

        Write(Vertex("a", "[1/2] RUN one", "started", "completed"));
        Draw();
        _view.Dispose();

        Assert.That(_screen.Lines, Has.Count.EqualTo(2));
        Assert.That(_screen.Lines[0], Does.EndWith("1/2  RUN one"));
        Assert.That(_screen.Lines[1], Is.Empty, "the cursor is at the start of a line");
    }

    [TestCase(20)]
    [TestCase(2)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        Start(width, height: 24);
        Write(Vertex("a", "[a-stage-with-a-long-name 1/2] RUN " + new string('x', 300), "started"), Log("a", new string('ü', 500) + "\n"));

        Draw();
        Draw();

        Assert.That(_screen.Lines, Has.Count.EqualTo(2));
        Assert.That(_screen.Lines.Select(line => line.Length), Is.All.LessThan(Math.Max(2, width)));
    }

    [TestCase(100, 33)]
    [TestCase(33, 100)]
    public void Nothing_is_left_over_after_the_width_changed(int before, int after)
    {
        Start(before, height: 24);
        Write(Vertex("a", "[builder 1/3] RUN " + new string('x', 80), "started"), Vertex("b", "[builder 2/3] RUN " + new string('y', 80), "started"));
        Draw();

        _screen.Width = after;
        Draw();
        _view.Print(ProgressLevel.Information, "a line of the log");
        _view.Dispose();

        Assert.That(_screen.Lines, Is.EqualTo(["a line of the log", ""]));
    }

    [Test]
    public void More_running_steps_than_lines_are_counted()
    {
        Start(width: 80, height: 6);
        Write([.. Enumerable.Range(0, 30).Select(i => Vertex($"v{i}", $"[stage-{i} 1/1] RUN {i}", "started"))]);

        Draw();

        Assert.That(_screen.Lines, Has.Count.EqualTo(4));
        Assert.That(_screen.Lines[2], Does.Contain("and 28 more"));
    }

    [Test]
    public void The_time_left_is_that_of_the_stage_that_takes_longest()
    {
        Write(
            Vertex("a", "[one 1/2] RUN 10", "started"),
            Vertex("b", "[one 2/2] RUN 20"),
            Vertex("c", "[two 1/2] RUN 5", "started"),
            Vertex("d", "[three 1/1] RUN 1000"));
        Draw();

        Draw(after: 4);

        Assert.That(_screen.Lines[^1], Does.EndWith("about 26.0 s left"));
    }

    [Test]
    public void Control_characters_of_a_step_do_not_reach_the_terminal()
    {
        Write(Vertex("a", "[1/1] RUN \\u009b2J\\u001b[2J\\u0007evil", "started"), Log("a", "\u001b[31mred\u009b5A\u0007\n"));

        Assert.That(() => Draw(), Throws.Nothing, "the screen knows no other sequences");
        Assert.That(_screen.Lines, Has.Count.EqualTo(2));
        Assert.That(_screen.Lines[0], Does.Not.Contain('\u009b').And.Not.Contain('\a'));
    }

    [TestCase("", true)]
    [TestCase("1", false)]
    public void Colors_follow_NO_COLOR(string value, bool colors)
    {
        Start(width: 80, height: 24, new() { ["NO_COLOR"] = value, ["TERM"] = "xterm-256color" });
        Write(Vertex("a", "[1/1] RUN x", "started"));

        Draw();

        Assert.That(_screen.HasColors, Is.EqualTo(colors));
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.Names))]
    public void A_recorded_build_leaves_a_clean_screen(string name)
    {
        foreach (var line in Recording.Lines(name))
        {
            _printer.Write(line);
            Draw(after: 0.2);
        }
        _view.Dispose();

        Assert.That(_screen.Lines, Has.None.Contains("to go"));
        Assert.That(_screen.Lines[^1], Is.Empty);
    }

    [TestCase("xterm", false, true)]
    [TestCase("xterm", true, false)]
    [TestCase("dumb", false, false)]
    public void Only_a_terminal_that_moves_its_cursor_has_a_view(string term, bool isRedirected, bool expected) =>
        Assert.That(LiveViews.IsTerminal(name => name == "TERM" ? term : null, isRedirected), Is.EqualTo(expected));

    [TestCase("CI")]
    [TestCase("TF_BUILD")]
    [TestCase("TEAMCITY_VERSION")]
    public void A_server_has_no_view(string variable) =>
        Assert.That(LiveViews.IsTerminal(name => name == "TERM" ? "xterm" : name == variable ? "true" : null, isRedirected: false), Is.False);

    private static string Vertex(string digest, string name, params string[] states)
    {
        var times = string.Concat(states.Select(state => $",\"{state}\":\"2026-11-21T10:00:0{(state == "started" ? 0 : 3)}Z\""));
        return $$"""{"vertexes":[{"digest":"{{digest}}","name":"{{name}}"{{times}}}]}""";
    }

    private static string Log(string digest, string text) =>
        $$"""{"logs":[{"vertex":"{{digest}}","stream":1,"data":"{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text))}}"}]}""";

    private void Start(int width, int height, Dictionary<string, string>? environment = null)
    {
        _screen = new TerminalScreen(width);
        _view = new LiveView(
            _screen,
            (_, line) => _screen.Write(line + "\n"),
            name => double.TryParse(name.Instruction[(name.Instruction.LastIndexOf(' ') + 1)..], out var seconds) ? seconds : null,
            () => (_screen.Width, height),
            _time,
            environment);
        _printer = new ProgressPrinter(ProgressStyle.Tty, _view.Print, _time, hasView: true);
    }

    private void Write(params string[] lines)
    {
        foreach (var line in lines)
            _printer.Write(line);
    }

    private void Draw(double after = 0)
    {
        _time.Advance(TimeSpan.FromSeconds(after));
        _view.Draw(_printer);
    }
}
