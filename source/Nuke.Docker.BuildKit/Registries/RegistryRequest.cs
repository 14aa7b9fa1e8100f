using System.Net;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>A request to a registry, which can be sent several times.</summary>
/// <param name="Action">The action in words: <c>Reading acme/api:1.0</c>.</param>
/// <param name="Scope">The access that it needs.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below the address of the registry, or an absolute URL.</param>
internal sealed record RegistryRequest(string Action, string Scope, HttpMethod Method, string Path)
{
    /// <summary>Media types that are accepted; empty: any.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Statuses besides success that the caller reads, such as 404.</summary>
    public IReadOnlyList<HttpStatusCode> Statuses { get; init; } = [];

    /// <summary>Creates the body; <c>null</c>: none.</summary>
    public Func<StallTimeout, HttpContent>? Content { get; init; }

    /// <summary>Indicates that the body can be created again.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Returns true if the caller reads a response with this status.</summary>
    public bool Accepts(HttpStatusCode status) => Statuses.Contains(status);

    /// <summary>Creates the message.</summary>
    public HttpRequestMessage Create(Uri address, StallTimeout stall)
    {
        var message = new HttpRequestMessage(Method, new Uri(address, Path)) { Content = Content?.Invoke(stall) };
        foreach (var type in Accept)
            message.Headers.TryAddWithoutValidation("Accept", type);
        if (Content is null && Method == HttpMethod.Post)
            message.Content = new ByteArrayContent([]);
        return message;
    }
}
