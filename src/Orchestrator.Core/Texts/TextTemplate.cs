using System.Collections.Immutable;

namespace Orchestrator.Core.Texts;

/// <summary>
/// A text with holes, as it stands in a file of texts: <c>{name}</c>, <c>{name:form}</c> for another form of a value, <c>{n|call|calls}</c> for a number with its plural (<c>{n|every # day|every # days}</c> says where the number stands, <c>{n:word|call|calls}</c> leaves it out),
/// and <c>[ with {name}]</c> for what is left out when a value in it is null. <c>{{</c> and <c>[[</c> are the signs themselves.
/// </summary>
internal sealed class TextTemplate
{
    private TextTemplate(ImmutableArray<TextPiece> pieces) => Pieces = pieces;

    public ImmutableArray<TextPiece> Pieces { get; }

    /// <summary>The names of the holes, each once.</summary>
    public IEnumerable<string> Holes => HolesOf(Pieces).Select(h => h.Name).Distinct(StringComparer.Ordinal);

    /// <summary>The holes with plural forms, and how many each has.</summary>
    public IEnumerable<int> PluralForms => HolesOf(Pieces).Where(h => !h.Plural.IsEmpty).Select(h => h.Plural.Length);

    /// <exception cref="FormatException">A bracket is not closed.</exception>
    public static TextTemplate Parse(string text)
    {
        var at = 0;
        var pieces = Parse(text, ref at, isPart: false);
        return new TextTemplate(pieces);
    }

    private static ImmutableArray<TextPiece> Parse(string text, ref int at, bool isPart)
    {
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        while (at < text.Length)
        {
            switch (text[at])
            {
                case ']' when isPart:
                    at++;
                    return pieces.ToImmutable();
                case '[' or '{' when at + 1 < text.Length && text[at + 1] == text[at]:
                    pieces.Add(new TextPiece.Words(text[at].ToString()));
                    at += 2;
                    break;
                case '[':
                    at++;
                    pieces.Add(new TextPiece.Part(Parse(text, ref at, isPart: true)));
                    break;
                case '{':
                    var end = text.IndexOf('}', at);
                    if (end < 0)
                    {
                        throw new FormatException($"A hole is not closed: {text}");
                    }

                    pieces.Add(Hole(text[(at + 1)..end]));
                    at = end + 1;
                    break;
                default:
                    var next = text.AsSpan(at).IndexOfAny(isPart ? "[{]" : "[{");
                    var until = next < 0 ? text.Length : at + next;
                    pieces.Add(new TextPiece.Words(text[at..until]));
                    at = until;
                    break;
            }
        }

        return isPart ? throw new FormatException($"A bracket is not closed: {text}") : pieces.ToImmutable();
    }

    private static TextPiece.Hole Hole(string hole)
    {
        var forms = hole.Split('|');
        var name = forms[0].Split(':');
        return new TextPiece.Hole(name[0], name.Length > 1 ? name[1] : "", [.. forms.Skip(1)]);
    }

    private static IEnumerable<TextPiece.Hole> HolesOf(ImmutableArray<TextPiece> pieces) => pieces.SelectMany(p => p switch
    {
        TextPiece.Hole hole => [hole],
        TextPiece.Part part => HolesOf(part.Pieces),
        _ => [],
    });
}

/// <summary>A piece of a text: a closed set.</summary>
internal abstract record TextPiece
{
    private TextPiece()
    {
    }

    public sealed record Words(string Text) : TextPiece;

    public sealed record Hole(string Name, string Form, ImmutableArray<string> Plural) : TextPiece;

    /// <summary>Left out when a value in it is null.</summary>
    public sealed record Part(ImmutableArray<TextPiece> Pieces) : TextPiece;
}
