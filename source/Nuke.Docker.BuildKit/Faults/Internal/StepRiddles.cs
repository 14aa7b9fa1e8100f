namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Explains messages of tools in a step that don't name their cause.</summary>
internal static class StepRiddles
{
    /// <summary>Returns what to do about a failed step; <c>null</c> if its messages are not known.</summary>
    /// <param name="lines">The last lines of the step.</param>
    /// <param name="errors">The messages of BuildKit.</param>
    public static string? Cure(IReadOnlyList<string> lines, string errors)
    {
        if (Says("CERTIFICATE_VERIFY_FAILED", "self-signed certificate in", "unable to get local issuer certificate", "invalid peer certificate"))
        {
            return "The step doesn't trust the certificate of a server, often that of a company's proxy: copy its CA certificate into the image, and set "
                + "PIP_CERT, REQUESTS_CA_BUNDLE or SSL_CERT_FILE (uv: SSL_CERT_FILE or UV_NATIVE_TLS=1).";
        }
        if (Says("set: Illegal option -", "$'\\r': command not found", "bad interpreter: No such file", "/usr/bin/env: 'bash\\r'", "\r: not found"))
            return Crlf;
        if (Says("Could not get lock /var/lib", "Unable to lock directory /var/", "Unable to acquire the dpkg frontend lock"))
        {
            return "Another step of this or another build uses the same cache mount of apt at the same time: add sharing=locked to it "
                + "(RUN --mount=type=cache,sharing=locked,…).";
        }
        if (Says("exec: \"/bin/sh\": stat /bin/sh: no such file"))
        {
            return "The base image has no shell, as scratch and distroless images: run the step in a stage with a shell and copy the result, or write the "
                + "command in the exec form, RUN [\"program\", \"argument\"].";
        }
        if (lines.Select(MissingSecret).FirstOrDefault(name => name is not null) is { } secret)
        {
            return $"The step reads the secret {secret}, which the build was not given: pass --secret id={secret},src=FILE or id={secret},env=VARIABLE, and "
                + "mount it with required=true, so that the build says so.";
        }

        var isScriptMissing = (Says("no such file or directory") && Says("exec /", "exec: \"/", "exec ./")) || lines.Any(IsScriptNotFound);
        return isScriptMissing ? $"The script or the interpreter in its first line doesn't exist in the image. Or: {Crlf}" : null;

        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (errors.Contains(word, StringComparison.Ordinal) || lines.Any(line => line.Contains(word, StringComparison.Ordinal)))
                    return true;
            }

            return false;
        }
    }

    // "cat: /run/secrets/token: No such file or directory", "cannot open /run/secrets/token: No such file"
    private static string? MissingSecret(string line)
    {
        const string folder = "/run/secrets/";
        if (!line.Contains("No such file", StringComparison.Ordinal) || line.IndexOf(folder, StringComparison.Ordinal) is not (>= 0 and var start))
            return null;
        var name = line.AsSpan(start + folder.Length);
        var length = name.IndexOfAny(" :'\"/");
        return length > 0 ? name[..length].ToString() : null;
    }

    // A command without a slash is searched for in PATH, and is no script that was copied.
    private static bool IsScriptNotFound(string line) =>
        line.EndsWith(": not found", StringComparison.Ordinal) && line[..^": not found".Length].Split(' ')[^1].Contains('/', StringComparison.Ordinal);

    /// <summary>Explains scripts with Windows line ends.</summary>
    public static string Crlf =>
        "A script has Windows line ends, which are read as part of its commands and of its interpreter's name: save it with LF, and keep it so with "
        + "'*.sh text eol=lf' in .gitattributes.";
}
