using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary>What was given for a parameter, before it is converted.</summary>
/// <param name="Origin">Where it was given, in words for a message.</param>
/// <param name="BasePath">From where a relative path counts; <c>null</c>: the working directory.</param>
internal sealed record GivenValue(IReadOnlyList<string> Values, string Origin, AbsolutePath? BasePath = null);
