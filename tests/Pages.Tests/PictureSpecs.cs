using Benchmarks.Scale;
using Microsoft.Playwright;

namespace Pages.Tests;

/// <summary>The pictures of the documentation besides those of the report: the live view, and the charts of the growth.</summary>
[Category("Pages")]
public sealed class PictureSpecs : BrowserSpecs
{
    private static readonly ScaleReport s_report = new(
        DateTimeOffset.UnixEpoch,
        "2 processors, Linux",
        3,
        new Dictionary<string, string> { ["docker"] = "28.5.2" },
        [
            new ScaleSeries(
                "contexts",
                "Files in the build context, one changed",
                "files",
                1,
                [
                    new ScaleLine("DockerBuild", [new(1_000, 0.5), new(100_000, 2.1)]),
                    new ScaleLine("docker <buildx> build", [new(1_000, 0.4), new(50_000, 9.7)]),
                ]),
            new ScaleSeries("caches", "Size of the local cache, code changed", "GB", 1, [new ScaleLine("Export in place", [new(0.3, 0.61), new(3, 0.62)])]),
        ]);

    /// <summary>Writes the picture of the documentation: <c>./build.sh Screenshots</c>.</summary>
    [Test]
    public async Task Screenshots_show_the_live_view()
    {
        var folder = Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } given ? given : Folder;
        var page = await OpenAsync("terminal.html", SampleTerminal.Page, 1240, 340, ColorScheme.Dark);

        var text = await page.InnerTextAsync("pre");

        Assert.That(text, Does.Contain("pip wheel -w /wheels -r requirements.txt  Building wheel for pydantic-core").And.Contain("cached, ")
            .And.Contain(" left").And.Not.Contain("\e"));
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "a line is wider than the picture");
        var picture = await page.Locator("pre").ScreenshotAsync(new() { Path = Path.Combine(folder, "terminal.png") });
        Assert.That(picture, Has.Length.GreaterThan(10_000), "an empty page has fewer bytes");
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task No_text_of_a_chart_covers_another_or_leaves_the_picture(ColorScheme scheme)
    {
        var page = await OpenAsync("scale.svg", ScaleChart.Of(s_report), ScaleChart.Width, 400, scheme);

        var overlaps = await page.EvaluateAsync<string[]>(
            """
            (() => { const texts = [...document.querySelectorAll('text')].map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
            const whole = document.documentElement.getBoundingClientRect();
            const out = texts.filter(t => t.box.left < whole.left || t.box.right > whole.right || t.box.bottom > whole.bottom).map(t => t.text);
            return [...out, ...texts.flatMap((a, i) => texts.slice(i + 1)
                .filter(b => a.box.left < b.box.right && b.box.left < a.box.right && a.box.top < b.box.bottom && b.box.top < a.box.bottom)
                .map(b => a.text + ' / ' + b.text))]; })()
            """);
        var contrast = await page.EvaluateAsync<double>(
            """
            (() => { const light = color => { const [r, g, b] = color.match(/\d+/g).map(value => value / 255)
                .map(value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const back = light(getComputedStyle(document.querySelector('.back')).fill);
            return Math.min(...[...document.querySelectorAll('text, circle')].map(shape => light(getComputedStyle(shape).fill))
                .map(front => (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05))); })()
            """);

        Assert.That(overlaps, Is.Empty);
        Assert.That(contrast, Is.GreaterThanOrEqualTo(4.5));
    }

    [Test]
    public async Task The_points_of_a_chart_are_where_the_values_are()
    {
        var page = await OpenAsync("points.svg", ScaleChart.Of(s_report), ScaleChart.Width, 400, ColorScheme.Light);

        // From the origin to the last point, in parts of the axes, which end at 100,000 files and 10 seconds.
        var share = await page.EvaluateAsync<double[]>(
            """
            (() => { const group = document.getElementById('contexts'), axis = group.querySelector('.axis').getBoundingClientRect();
            const top = [...group.querySelectorAll('.grid')].at(-1).getBoundingClientRect(), point = group.querySelectorAll('circle.c0')[1];
            return [(point.cx.baseVal.value - axis.left) / axis.width, (axis.top - point.cy.baseVal.value) / (axis.top - top.top)]; })()
            """);

        Assert.That(share[0], Is.EqualTo(1).Within(0.01));
        Assert.That(share[1], Is.EqualTo(0.21).Within(0.01));
    }

    [TestCase(0.021, 0.025)]
    [TestCase(2, 2)]
    [TestCase(2.4, 2.5)]
    [TestCase(26, 50)]
    [TestCase(51, 100)]
    public void Axes_have_round_steps(double value, double expected) => Assert.That(ScaleChart.RoundUp(value), Is.EqualTo(expected).Within(1e-9));

    [Test]
    public void The_page_has_a_row_for_each_size_and_a_column_for_each_command()
    {
        var lines = ScalePage.Of(s_report).Split('\n');

        Assert.That(lines, Has.Member("| files | DockerBuild | docker <buildx> build |").And.Member("|---:|---:|---:|"));
        Assert.That(lines, Has.Member("| 1,000 | 0.50 s | 0.40 s |").And.Member("| 100,000 | 2.10 s |  |").And.Member("| 50,000 |  | 9.70 s |"));
    }

    private async Task<IPage> OpenAsync(string name, string text, int width, int height, ColorScheme scheme)
    {
        var path = Path.Combine(Folder, name);
        await File.WriteAllTextAsync(path, text);
        var page = await Browser.OpenAsync(width, height, scheme);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }
}
