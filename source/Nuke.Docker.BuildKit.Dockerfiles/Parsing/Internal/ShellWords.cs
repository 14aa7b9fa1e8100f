using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Collects words.</summary>
internal sealed class ShellWords
{
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private bool _inWord;

    public void Add(char character)
    {
        if (!char.IsWhiteSpace(character))
            AddRaw(character);
        else if (_inWord && _word.Length > 0)
            End();
    }

    public void Add(string text)
    {
        foreach (var character in text)
            Add(character);
    }

    public void AddRaw(char character)
    {
        _word.Append(character);
        _inWord = true;
    }

    public void AddRaw(string text)
    {
        _word.Append(text);
        _inWord = true;
    }

    /// <summary>Discards the current word.</summary>
    public void Drop() => _word.Clear();

    public List<string> Finish()
    {
        if (_word.Length > 0)
            End();
        return _words;
    }

    private void End()
    {
        _words.Add(_word.ToString());
        _word.Clear();
        _inWord = false;
    }
}
