using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Nuke.Docker.BuildKit.Reports.Page;

/// <summary>
/// Builds HTML from interpolated strings: literal parts are markup, and inserted values are escaped. Text can therefore never become markup by mistake.
/// </summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _html = new(64 * 1024);

    /// <summary>Adds markup with escaped values.</summary>
    public HtmlBuilder Add([InterpolatedStringHandlerArgument("")] Markup markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Adds constant markup.</summary>
    public HtmlBuilder Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Begins a table that scrolls in itself if the page is too narrow for it. A column with a <c>#</c> has numbers.</summary>
    public HtmlBuilder BeginTable(string label, params ReadOnlySpan<string> columns)
    {
        Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table class=\"list\"><thead><tr>");
        foreach (var column in columns)
            Add($"<th scope=\"col\" class=\"{(column.StartsWith('#') ? "number" : "text")}\">{column.TrimStart('#')}</th>");
        return Raw("</tr></thead><tbody>\n");
    }

    public HtmlBuilder EndTable() => Raw("</tbody></table></div>\n");

    public override string ToString() => _html.ToString();

    // Control characters are invalid in HTML, and directional ones could show a text in another order than it has.
    private void Append(string? text)
    {
        if (text is null)
            return;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsSurrogate(character))
            {
                var isPair = i + 1 < text.Length && char.IsSurrogatePair(character, text[i + 1]);
                _html.Append(isPair ? character : '\ufffd');
                if (isPair)
                    _html.Append(text[++i]);
                continue;
            }
            _ = character switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                '\n' or '\t' => _html.Append(character),
                < ' ' or (>= '\x7f' and < '\xa0') or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufffe' or '\uffff' =>
                    _html.Append('\ufffd'),
                _ => _html.Append(character),
            };
        }
    }

    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly HtmlBuilder _builder;

        public Markup(int literalLength, int formattedCount, HtmlBuilder builder)
        {
            _ = (literalLength, formattedCount);
            _builder = builder;
        }

        public void AppendLiteral(string literal) => _builder._html.Append(literal);

        public void AppendFormatted(string? value) => _builder.Append(value);

        public void AppendFormatted(int value) => _builder._html.Append(value);

        public void AppendFormatted(double value) => _builder._html.Append(value.ToString("0.##", CultureInfo.InvariantCulture));
    }
}
