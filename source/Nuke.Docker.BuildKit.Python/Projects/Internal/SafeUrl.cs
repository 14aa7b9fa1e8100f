namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Removes credentials from a URL.</summary>
/// <param name="Url">The URL without credentials.</param>
/// <param name="Variables">Environment variables used as credentials.</param>
/// <param name="HadCredential">True if the URL contained a credential in plain text.</param>
internal sealed record SafeUrl(string Url, IReadOnlyList<string> Variables, bool HadCredential)
{
    // Public indexes.
    private static readonly string[] s_public =
    [
        "pypi.org", "pypi.python.org", "test.pypi.org", "files.pythonhosted.org", "download.pytorch.org", "pypi.nvidia.com", "wheels.vllm.ai",
        "www.piwheels.org", "abetlen.github.io", "storage.googleapis.com", "data.pyg.org", "whl.smartcontracts.org", "mirrors.aliyun.com",
        "pypi.tuna.tsinghua.edu.cn", "mirrors.cloud.tencent.com", "pypi.mirrors.ustc.edu.cn", "repo.huaweicloud.com",
    ];

    public string Host
    {
        get
        {
            var start = Url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
            var end = Url.AsSpan(start).IndexOfAny('/', ':', '?') is >= 0 and var length ? start + length : Url.Length;
            return Url[start..end];
        }
    }

    public bool Private => HadCredential || Variables.Count > 0 || !s_public.Contains(Host, StringComparer.OrdinalIgnoreCase);

    public bool IsPyPi => Host is "pypi.org" or "pypi.python.org" && Variables.Count == 0;

    public static SafeUrl Of(string url)
    {
        // Without a scheme, name @ file:lib and git+git@host:project contain an @ as well.
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 && (url.Contains(' ') || url.IndexOf(':') < 0 || url.IndexOf(':') > url.IndexOf('@')))
            return new(WithoutQuery(url), [], false);
        var start = scheme >= 0 ? scheme + 3 : 0;
        var end = url.AsSpan(start).IndexOfAny('/', '?', '#') is >= 0 and var host ? start + host : url.Length;
        var length = url.AsSpan(start, end - start).LastIndexOf('@');
        if (length < 0)
            return new(WithoutQuery(url), [], false);

        var at = start + length;
        var user = url[start..at];
        // With SSH, git@host is a fixed account name, not a credential.
        if (user is "git")
            return new(WithoutQuery(url), [], false);
        var variables = VariablesOf(user);
        var literal = user.Split(':').Any(part => part.Length > 0 && !part.StartsWith("${", StringComparison.Ordinal));
        return new(WithoutQuery(url.Remove(start, at + 1 - start)), variables, literal && (variables.Count == 0 || !user.Contains(':'))
            || LiteralPassword(user));
    }

    private static bool LiteralPassword(string user) =>
        user.IndexOf(':') is >= 0 and var colon && colon + 1 < user.Length && !user[(colon + 1)..].StartsWith("${", StringComparison.Ordinal);

    private static List<string> VariablesOf(string user)
    {
        List<string> variables = [];
        for (var start = user.IndexOf("${", StringComparison.Ordinal); start >= 0; start = user.IndexOf("${", start + 2, StringComparison.Ordinal))
        {
            if (user.IndexOf('}', start) is > 0 and var end)
                variables.Add(user[(start + 2)..end]);
        }

        return variables;
    }

    /// <summary>The query can contain a token, too.</summary>
    private static string WithoutQuery(string url) => url.IndexOf('?') is >= 0 and var query ? url[..query] : url;
}
