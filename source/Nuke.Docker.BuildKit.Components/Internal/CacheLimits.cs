using System.Text;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

internal static class CacheLimits
{
    private const int MinKeyLength = 16;

    /// <summary>Limits of the local caches from the parameters.</summary>
    public static LocalCacheOptions Of(IHazDockerCache build) => new()
    {
        Directory = build.DockerCacheDirectory,
        Verify = build.DockerCacheVerify,
        Key = KeyOf(build),
        Limit = build.DockerCacheLimit is { Length: > 0 } text ? ByteSize.ParseDecimal(text, "--docker-cache-limit") : default(ByteSize?),
    };

    private static byte[] KeyOf(IHazDockerCache build)
    {
        const string flag = "--docker-cache-key";
        if (build.DockerCacheKey is not { Length: > 0 } text)
            return [];
        var key = text.Split('=', 2, StringSplitOptions.TrimEntries) switch
        {
            ["src", { Length: > 0 } file] => ReadFile(Path.GetFullPath(file, build.RootDirectory)),
            ["env", { Length: > 0 } variable] => Encoding.UTF8.GetBytes(
                Environment.GetEnvironmentVariable(variable) ?? throw new InvalidSettingException(flag, $"the variable {variable} isn't set")),
            // The text may be the key itself, typed in the wrong place: it isn't repeated.
            _ => throw new InvalidSettingException(flag, "takes src=FILE or env=NAME; the key itself never stands on a command line"),
        };
        return key.Length >= MinKeyLength ? key : throw new InvalidSettingException(flag, $"the key has {key.Length} bytes, and needs at least {MinKeyLength}");

        static byte[] ReadFile(string path)
        {
            try
            {
                return File.ReadAllBytes(path);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                throw new InvalidSettingException(flag, $"the file can't be read: {unreadable.Message}");
            }
        }
    }
}
