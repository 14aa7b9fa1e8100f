namespace Specifications;

/// <summary>How much of what there is was found.</summary>
/// <param name="Found">At most <paramref name="Total"/>.</param>
/// <param name="Total">The number on either side.</param>
public sealed record Coverage(int Found, int Total)
{
    /// <summary><c>33/33</c>.</summary>
    public override string ToString() => $"{Found}/{Total}";
}
