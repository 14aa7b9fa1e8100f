using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record DockerLoginSettings
{
    /// <summary>Password or token, handed over by standard input and never shown; <c>null</c> leaves it to the credentials that docker has.</summary>
    public string? Password { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<string> ImpliedSecretValues => Password is { } password ? [password] : [];

    /// <inheritdoc cref="Password"/>
    [Pure]
    public DockerLoginSettings SetPassword(string? password) => this with { Password = password, PasswordStdin = password is null ? null : true };
}
