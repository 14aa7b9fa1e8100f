using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.Page;

namespace Pages.Tests;

/// <summary>The page in a real browser.</summary>
[Category("Pages")]
public sealed class ReportPageSpecs : BrowserSpecs
{
    private static readonly Dictionary<string, BuildReport> s_samples = new(StringComparer.Ordinal)
    {
        ["typical"] = SampleReports.Typical,
        ["failed"] = SampleReports.Failed,
        ["large"] = SampleReports.Large,
        ["hostile"] = SampleReports.Hostile,
        ["empty"] = new BuildReport { Image = "acme/bot", ExitCode = 11, Fault = "The Dockerfile has a syntax error." },
    };

    private static IEnumerable<TestCaseData> Cases =>
        from name in s_samples.Keys
        from width in new[] { 1280, 360 }
        from scheme in new[] { ColorScheme.Light, ColorScheme.Dark }
        // The checks take long on a page of 500 steps, and find the same there.
        where name != "large" || (width == 360 && scheme == ColorScheme.Dark)
        select new TestCaseData(name, width, scheme);

    [TestCaseSource(nameof(Cases))]
    public async Task The_page_has_no_accessibility_violations_and_fits_its_width(string name, int width, ColorScheme scheme)
    {
        var page = await OpenAsync(s_samples[name], width, scheme);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(element => element.open = true)");

        var result = await page.RunAxe();

        var violations = result.Violations.Select(rule => $"{rule.Id}: {rule.Nodes[0].Html} {rule.Nodes[0].Any.FirstOrDefault()?.Message}");
        Assert.That(violations, Is.Empty);
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), "the page scrolls sideways");
    }

    [Test]
    public async Task Nothing_in_a_build_becomes_markup_or_code()
    {
        var requests = new List<string>();
        var page = await OpenAsync(SampleReports.Hostile, 1280, ColorScheme.Light, requests);

        Assert.That(await page.TitleAsync(), Does.Not.Contain("owned").Or.Contains("document.title='owned'"));
        Assert.That(await page.EvaluateAsync<int>("document.querySelectorAll('script, img, h1 h1, [onclick], [onerror], [onmouseover]').length"), Is.Zero);
        Assert.That(await page.EvaluateAsync<string[]>("[...document.links].map(link => link.protocol)"), Is.All.EqualTo("https:"));
        Assert.That(requests, Has.Count.EqualTo(1), "the page loads nothing");
    }

    [Test]
    public async Task A_page_of_500_steps_is_small_and_shows_the_stages_that_ran()
    {
        var html = ReportPage.Of(SampleReports.Large);
        var page = await OpenAsync(SampleReports.Large, 1280, ColorScheme.Light);

        Assert.That(Encoding.UTF8.GetByteCount(html), Is.LessThan(1_000_000));
        Assert.That(await page.Locator(".timeline tr:has(.track)").CountAsync(), Is.EqualTo(500));
        Assert.That(await page.Locator(".timeline > details[open]").CountAsync(), Is.EqualTo(12), "of 25 stages, every second one ran");
        var loaded = await page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].loadEventEnd");
        TestContext.Out.WriteLine($"{html.Length} characters, loaded in {loaded:0} ms");
    }

    [Test]
    public async Task Everything_that_opens_can_be_reached_and_opened_with_the_keyboard()
    {
        var page = await OpenAsync(SampleReports.Typical, 1280, ColorScheme.Light);
        var closed = await page.Locator("details:not([open])").CountAsync();

        for (var i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("document.activeElement.matches('details:not([open]) > summary')"))
                await page.Keyboard.PressAsync("Enter");
        }

        Assert.That(closed, Is.GreaterThan(2));
        Assert.That(await page.Locator("details:not([open])").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task The_bars_are_where_the_times_are()
    {
        var page = await OpenAsync(SampleReports.Typical, 1280, ColorScheme.Light);

        // 41.2 of 58.4 seconds, after 1.3.
        var share = await page.EvaluateAsync<double[]>(
            """
            (() => { const bar = [...document.querySelectorAll('.timeline tr')].find(row => row.textContent.includes('pip wheel')).querySelector('.bar');
            const box = bar.getBoundingClientRect(), track = bar.parentElement.getBoundingClientRect();
            return [(box.left - track.left) / track.width, box.width / track.width]; })()
            """);

        Assert.That(share[0], Is.EqualTo(1.3 / 58.4).Within(0.01));
        Assert.That(share[1], Is.EqualTo(41.2 / 58.4).Within(0.01));
    }

    /// <summary>Writes the pictures of the documentation: <c>./build.sh Screenshots</c>.</summary>
    [Test]
    public async Task Screenshots_show_the_page()
    {
        var folder = Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } given ? given : Folder;
        foreach (var (file, width, height, scheme) in new[]
        {
            ("report.png", 1280, 1500, ColorScheme.Light),
            ("report-dark.png", 1280, 1500, ColorScheme.Dark),
            ("report-phone.png", 390, 844, ColorScheme.Light),
        })
        {
            var page = await OpenAsync(SampleReports.Typical, width, scheme, height: height);
            var picture = await page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
            Assert.That(picture, Has.Length.GreaterThan(20_000), "an empty page has fewer bytes");
        }
    }

    private async Task<IPage> OpenAsync(BuildReport report, int width, ColorScheme scheme, List<string>? requests = null, int height = 900)
    {
        var path = Path.Combine(Folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(path, ReportPage.Of(report));
        var page = await Browser.OpenAsync(width, height, scheme);
        page.Request += (_, request) => requests?.Add(request.Url);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }
}
