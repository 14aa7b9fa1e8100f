using System.Net.Http.Headers;
using System.Text;

namespace Nuke.Docker.BuildKit.Registries.Internal;

/// <summary>The header <c>WWW-Authenticate</c> of a registry.</summary>
/// <param name="Scheme"><c>Bearer</c> or <c>Basic</c>.</param>
/// <param name="Realm">The address of the token server.</param>
/// <param name="Service">The name of the registry for the token server.</param>
internal sealed record AuthenticateChallenge(string Scheme, string? Realm, string? Service)
{
    /// <summary>Returns the challenge that can be responded to; <c>null</c> if there is none. A token is preferred to the password.</summary>
    public static AuthenticateChallenge? Of(HttpHeaderValueCollection<AuthenticationHeaderValue> headers)
    {
        var known = headers.Select(header => (header.Scheme, Values: Parse(header.Parameter ?? ""))).ToList();
        return known.FirstOrDefault(header => header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) is { Scheme: { } } bearer
                ? new AuthenticateChallenge("Bearer", bearer.Values.GetValueOrDefault("realm"), bearer.Values.GetValueOrDefault("service"))
            : known.Exists(header => header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) ? new AuthenticateChallenge("Basic", null, null)
            : null;
    }

    // realm="https://example.com/token",service="example.com",scope="repository:a:pull,push"
    private static Dictionary<string, string> Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var position = 0;
        while (text.IndexOf('=', position) is var equals and >= 0)
        {
            var name = text[position..equals].Trim(' ', ',');
            var value = new StringBuilder();
            position = equals + 1;
            if (position < text.Length && text[position] == '"')
            {
                for (position++; position < text.Length && text[position] != '"'; position++)
                {
                    if (text[position] == '\\' && position + 1 < text.Length)
                        position++;
                    value.Append(text[position]);
                }

                position++;
            }
            else
            {
                for (; position < text.Length && text[position] != ','; position++)
                    value.Append(text[position]);
            }

            values[name] = value.ToString();
        }

        return values;
    }
}
