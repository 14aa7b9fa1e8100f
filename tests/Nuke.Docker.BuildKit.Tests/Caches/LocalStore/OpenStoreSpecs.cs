using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>Gives each test a cache with two images, and a clock.</summary>
public abstract class OpenStoreSpecs
{
    private protected SampleStore Sample { get; private set; } = null!;

    private protected FakeTimeProvider Time { get; private set; } = null!;

    private protected StoreLayout Layout => new(Sample.Folder);

    [SetUp]
    public void Create()
    {
        Sample = new SampleStore();
        Sample.AddImage("api", "base", "api");
        Sample.AddImage("web", "base", "web");
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    }

    [TearDown]
    public void Delete() => Sample.Dispose();

    private protected LocalCacheStore Open() => LocalCacheStore.TryOpen(Sample.Folder, Time)!;

    private protected StoreLayout MadeLayout()
    {
        Directory.CreateDirectory(Layout.Own);
        return Layout;
    }
}
