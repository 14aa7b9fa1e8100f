namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>A login of docker for a registry.</summary>
/// <param name="User">The name of the user; <see cref="TokenUser"/> for an identity token.</param>
/// <param name="Secret">The password or the token.</param>
/// <param name="Server">The address under which docker stores the login.</param>
internal sealed record RegistryLogin(string User, string Secret, string Server)
{
    /// <summary>The name under which docker stores an identity token.</summary>
    public const string TokenUser = "<token>";

    /// <summary>True for an identity token, which is exchanged for access tokens.</summary>
    public bool IsToken => User == TokenUser;

    /// <summary>Returns the user only.</summary>
    public override string ToString() => $"{User} at {Server}";
}
