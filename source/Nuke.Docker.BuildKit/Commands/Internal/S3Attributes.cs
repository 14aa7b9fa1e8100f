using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

internal static class S3Attributes
{
    public static void Write(CsvWriter _, IS3Location location, string flag)
    {
        _.Add("bucket", location.Bucket);
        _.Add("region", location.Region);
        _.Add("prefix", location.Prefix);
        _.Add("blobs_prefix", location.BlobsPrefix);
        _.Add("manifests_prefix", location.ManifestsPrefix);
        _.Add("name", location.Name);
        _.Add("endpoint_url", location.EndpointUrl);
        _.Add("use_path_style", location.UsePathStyle);
        _.Add("disable_accept_encoding", location.DisableAcceptEncoding);
        _.AddSecret("access_key_id", location.AccessKeyId);
        _.AddSecret("secret_access_key", location.SecretAccessKey);
        _.AddSecret("session_token", location.SessionToken);
        _.Add("retry_mode", location.RetryMode?.ToValue());
        _.Add("retry_max_attempts", AtLeastOne(location.RetryMaxAttempts, $"{flag} type=s3, retry_max_attempts"));
    }

    public static int? AtLeastOne(int? number, string setting) =>
        number < 1 ? throw new InvalidSettingException(setting, $"{number} is less than 1") : number;
}
