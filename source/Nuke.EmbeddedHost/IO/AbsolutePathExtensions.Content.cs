using System.Security.Cryptography;
using System.Text;
using Nuke.Common.Utilities;

namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string ReadAllText(this AbsolutePath path, Encoding? encoding = null) => File.ReadAllText(path, encoding ?? Utf8);

    public static string[] ReadAllLines(this AbsolutePath path, Encoding? encoding = null) => File.ReadAllLines(path, encoding ?? Utf8);

    public static byte[] ReadAllBytes(this AbsolutePath path) => File.ReadAllBytes(path);

    /// <summary>
    /// Writes the file and the folders above it. It ends with one line break, unless <paramref name="eofLineBreak"/> is <c>false</c>:
    /// that of Windows if the content has any.
    /// </summary>
    public static AbsolutePath WriteAllText(this AbsolutePath path, string content, Encoding? encoding = null, bool? eofLineBreak = null)
    {
        path.Parent?.CreateDirectory();
        var lineBreak = content.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var text = eofLineBreak == false ? content : content.TrimEnd('\r', '\n') + lineBreak;
        File.WriteAllText(path, text, encoding ?? Utf8);
        return path;
    }

    /// <summary>Writes the lines with the line breaks of the platform given, or of the one it runs on.</summary>
    public static AbsolutePath WriteAllLines(
        this AbsolutePath path,
        IEnumerable<string> lines,
        Encoding? encoding = null,
        PlatformFamily? platformFamily = null,
        bool? eofLineBreak = null)
    {
        var text = (eofLineBreak == false ? lines : lines.Append("")).JoinNewLine(platformFamily ?? EnvironmentInfo.Platform);
        return path.WriteAllText(text, encoding, eofLineBreak);
    }

    public static AbsolutePath WriteAllBytes(this AbsolutePath path, byte[] bytes)
    {
        path.Parent?.CreateDirectory();
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static AbsolutePath AppendAllText(this AbsolutePath path, string content, Encoding? encoding = null)
    {
        path.Parent?.CreateDirectory();
        File.AppendAllText(path, content, encoding ?? Utf8);
        return path;
    }

    public static AbsolutePath AppendAllLines(this AbsolutePath path, IEnumerable<string> lines, Encoding? encoding = null)
    {
        path.Parent?.CreateDirectory();
        File.AppendAllLines(path, lines, encoding ?? Utf8);
        return path;
    }

    public static AbsolutePath UpdateText(this AbsolutePath path, Func<string, string> update, Encoding? encoding = null)
        => path.WriteAllText(update(path.ReadAllText(encoding)), encoding);

    /// <summary>The MD5 of the content in lower-case hexadecimal digits: a fingerprint, not for security.</summary>
#pragma warning disable CA5351 // The hash detects changes of a file; security doesn't depend on it.
    public static string GetFileHash(this AbsolutePath path) => Convert.ToHexStringLower(MD5.HashData(File.ReadAllBytes(path)));
#pragma warning restore CA5351
}
