using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>The value given for a parameter, before it is converted.</summary>
/// <param name="Origin">Where it was given, in words for a message.</param>
/// <param name="BasePath">From where a relative path counts; <c>null</c>: the working directory.</param>
/// <param name="IsList">True if it was given as a list.</param>
internal sealed record GivenValue(IReadOnlyList<string> Values, string Origin, AbsolutePath? BasePath = null, bool IsList = true)
{
    /// <summary>True if it comes from a parameters file, which has its own rules for lists.</summary>
    public bool InFile => BasePath is not null;
}
