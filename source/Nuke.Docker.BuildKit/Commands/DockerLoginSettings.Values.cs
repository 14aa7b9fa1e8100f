using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record DockerLoginSettings
{
    /// <summary>Password or token, passed on standard input and never logged; <c>null</c> uses the credentials that docker has stored.</summary>
    public string? Password { get; init; }

    /// <inheritdoc/>
    private protected override IEnumerable<string> ImpliedSecretValues => Password is { } password ? [password] : [];

    /// <inheritdoc cref="Password"/>
    [Pure]
    public DockerLoginSettings SetPassword(string? password) => this with { Password = password, PasswordStdin = password is null ? null : true };
}
