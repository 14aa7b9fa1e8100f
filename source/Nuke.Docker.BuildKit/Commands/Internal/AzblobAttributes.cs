using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

internal static class AzblobAttributes
{
    public static void Write(CsvWriter _, IAzblobLocation location)
    {
        _.Add("account_url", location.AccountUrl);
        _.Add("account_name", location.AccountName);
        _.Add("container", location.Container);
        _.Add("prefix", location.Prefix);
        _.Add("blobs_prefix", location.BlobsPrefix);
        _.Add("manifests_prefix", location.ManifestsPrefix);
        _.Add("name", location.Name);
        _.AddSecret("secret_access_key", location.SecretAccessKey);
    }
}
