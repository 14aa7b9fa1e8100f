using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Progress.Live;

namespace Pages.Tests;

/// <summary>The live view of a build as a page: what a terminal shows at one moment.</summary>
internal static partial class SampleTerminal
{
    private const string Style =
        """
        body { margin: 0; background: #0d1117; color: #e6edf3; font: 15px/1.5 "DejaVu Sans Mono", Menlo, Consolas, monospace }
        pre { margin: 0; padding: 18px 22px; font: inherit; white-space: pre }
        """;

    // The colors of a common dark theme.
    private static readonly Dictionary<string, string> s_styles = new(StringComparer.Ordinal)
    {
        ["1"] = "font-weight: bold",
        ["38;5;8"] = "color: #8b949e",
        ["38;5;11"] = "color: #e3b341",
        ["38;5;2"] = "color: #56d364",
    };

    /// <summary>The lines of the terminal, with its escape sequences.</summary>
    public static string Text { get; } = Show();

    /// <summary>The page.</summary>
    public static string Page => $"<!doctype html><html lang=\"en\"><title>Live view</title><style>{Style}</style><body><pre>{Html(Text)}</pre></body></html>";

    private static string Show()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 14, 32, 7, TimeSpan.Zero));
        var log = new StringBuilder("$ ./build.sh DockerBuild\n");
        var screen = new StringWriter();
        using var view = new LiveView(
            screen, (_, line) => log.Append(Entry(line)), LastSeconds, () => (130, 30), time, new Dictionary<string, string> { ["TERM"] = "xterm-256color" });
        using var printer = new ProgressPrinter(ProgressStyle.Tty, view.Print, time, hasView: true);
        log.Append(Entry("Building acme/bot:latest")).Append(Entry("Predicted: 3 steps run, because app/main.py and requirements.txt changed"));

        foreach (var line in Events())
            printer.Write(line);
        view.Draw(printer);
        time.Advance(TimeSpan.FromSeconds(14.2));
        printer.Write(Step("b4", "[builder 4/5] COPY app/ app/", started: 1, completed: 1.4));
        printer.Write(Step("b5", "[builder 5/5] RUN python -m compileall -q app", started: 1.4));
        view.Draw(printer);
        time.Advance(TimeSpan.FromSeconds(4.6));
        printer.Write(Log("a3", "Building wheel for pydantic-core (pyproject.toml): \n"));
        view.Draw(printer);

        // The last frame follows the sequence that erases the one before.
        var frame = screen.ToString();
        return log.Append(frame[(frame.LastIndexOf("\e[J", StringComparison.Ordinal) + 3)..]).ToString();

        string Entry(string line) => string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss} [INF] {line}\n");
    }

    private static IEnumerable<string> Events()
    {
        yield return Step("a1", "[builder 1/5] FROM docker.io/library/python:3.13-slim", completed: 0, cached: true);
        yield return Step("a2", "[builder 2/5] COPY requirements.txt .", started: 0, completed: 0.1);
        yield return Step("a3", "[builder 3/5] RUN pip wheel -w /wheels -r requirements.txt", started: 0.1);
        yield return Step("c1", "[assets 1/2] COPY web/ .", completed: 0, cached: true);
        yield return Step("c2", "[assets 2/2] RUN npm run build", completed: 0, cached: true);
        yield return Step("d2", "[runtime 2/4] RUN useradd --uid 10001 app", completed: 0, cached: true);
        yield return Step("d3", "[runtime 3/4] RUN pip install --no-index --find-links /wheels acme-bot");
        yield return Step("d4", "[runtime 4/4] COPY app/ app/");
        yield return Log("a3", "Collecting pydantic-core==2.41.5\n");
    }

    private static double? LastSeconds(VertexName name) => name.Instruction switch
    {
        var text when text.Contains("pip wheel", StringComparison.Ordinal) => 41,
        var text when text.Contains("pip install", StringComparison.Ordinal) => 8,
        _ => 1,
    };

    private static string Step(string digest, string name, double? started = null, double? completed = null, bool cached = false)
    {
        var times = string.Concat(
            Time("started", started ?? (cached ? completed : null)), Time("completed", completed), cached ? ",\"cached\":true" : "");
        return $$"""{"vertexes":[{"digest":"{{digest}}","name":"{{name}}"{{times}}}]}""";
    }

    private static string Time(string name, double? seconds) => seconds is { } known
        ? string.Create(CultureInfo.InvariantCulture, $",\"{name}\":\"2026-11-28T14:32:{7 + known:00.000}Z\"")
        : "";

    private static string Log(string digest, string text) =>
        $$"""{"logs":[{"vertex":"{{digest}}","stream":1,"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}"}]}""";

    private static string Html(string text)
    {
        var html = new StringBuilder();
        foreach (var part in Sequence().Split(text).Select((part, index) => (Text: part, IsCode: index % 2 == 1)))
        {
            if (!part.IsCode)
                html.Append(WebUtility.HtmlEncode(part.Text));
            else if (part.Text == "0")
                html.Append("</span>");
            else
                html.Append(CultureInfo.InvariantCulture, $"<span style=\"{s_styles[part.Text]}\">");
        }

        return html.ToString();
    }

    [GeneratedRegex("\e\\[(?<code>[0-9;]*)m", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sequence();
}
