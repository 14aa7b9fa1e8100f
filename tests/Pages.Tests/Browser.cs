using Microsoft.Playwright;

namespace Pages.Tests;

/// <summary>Debian's chromium, controlled by Playwright. Skips the tests on machines without it.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        var path = FindChromium();
        if (path is null)
            Assert.Ignore("There is no chromium on this machine. Install it: apt-get install chromium");
        var playwright = await Playwright.CreateAsync();
        // Without a user namespace, as in most containers, chromium's sandbox can't start.
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"] });
        return new Browser(playwright, browser);
    }

    public Task<IPage> OpenAsync(int width, int height, ColorScheme scheme) =>
        _browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string? FindChromium() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
