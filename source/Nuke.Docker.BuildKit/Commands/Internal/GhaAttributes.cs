using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

internal static class GhaAttributes
{
    /// <summary>What says where the service is and how to speak to it.</summary>
    public static void Write(CsvWriter _, IGhaLocation location, string flag)
    {
        if (location.Version is not (null or 1 or 2))
            throw new InvalidSettingException($"{flag} type=gha, version", $"'{location.Version}' is not allowed; use 1 or 2");

        _.AddSecret("token", location.Token);
        _.Add("url", location.Url);
        _.Add("url_v2", location.UrlV2);
        _.Add("version", location.Version);
    }
}
