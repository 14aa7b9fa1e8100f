using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Explains why a registry refused a request, by the status of its response.</summary>
internal static partial class RegistryRefusal
{
    /// <summary>Returns the reason; <c>null</c> if the messages contain no response of a registry.</summary>
    public static string? Reason(FaultEvidence evidence) => Status(evidence) switch
    {
        400 => "the registry doesn't accept the manifest (400)",
        401 => "the registry requires a login (401)",
        403 => "this login may not do it (403)",
        404 => "the registry has no such repository (404)",
        413 => "a layer is larger than the registry or a proxy before it accepts (413)",
        429 => "the registry limits the rate of requests (429)",
        >= 500 and var status => $"the registry failed ({status})",
        _ => null,
    };

    /// <summary>Returns what to do; <c>null</c> if the messages contain no response of a registry.</summary>
    /// <param name="evidence">The messages.</param>
    /// <param name="isCache">True for a cache, whose manifest is an image index by default.</param>
    public static string? Cure(FaultEvidence evidence, bool isCache) => Status(evidence) switch
    {
        400 when isCache => "Add image-manifest=true,oci-mediatypes=true to --cache-to: this registry stores image manifests, but no cache index.",
        400 => "Compare the media types that the registry accepts with those of the build: --output type=registry,oci-mediatypes=false, or --provenance=false.",
        401 => $"Log in with `docker login{Host(evidence)}`.",
        403 => $"Log in with `docker login{Host(evidence)}` as a user, or with a token whose scope allows it, who may push to this repository.",
        404 => "Create the repository, or correct its name: some registries don't create it with the first push.",
        413 => "Make the layer smaller, or raise the limit of the proxy (nginx: client_max_body_size 0).",
        429 => "Wait before the next attempt, build fewer images at once, or log in: the limit of a login is higher.",
        >= 500 => "Run the build again later: all steps are cached, and the registry's own log has the cause.",
        _ => null,
    };

    private static int? Status(FaultEvidence evidence)
    {
        if (Statuses().Match(evidence.AllErrors) is { Success: true } match)
            return int.Parse(match.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture);
        if (evidence.SaysAny("no basic auth", "authentication required", "unauthorized"))
            return 401;
        if (evidence.SaysAny("access denied", "access to the resource is denied", "insufficient_scope", "authorization failed"))
            return 403;
        return evidence.Says("toomanyrequests") ? 429 : null;
    }

    private static string Host(FaultEvidence evidence) => Hosts().Match(evidence.AllErrors) is { Success: true } match ? $" {match.Groups["host"].Value}" : "";

    // "unexpected status from PUT request to http://host/v2/…: 400 Bad Request", "unexpected status: 403 Forbidden".
    [GeneratedRegex("""unexpected status[^\n]*?: (?<status>[45]\d\d)\b""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Statuses();

    [GeneratedRegex("""https?://(?<host>[^/\s"]+)/v2/""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Hosts();
}
