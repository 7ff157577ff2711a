namespace Orchestrator.Core.Reasons;

/// <content>What is wrong with a file of policies or numbers as a whole, and what to do about it.</content>
public abstract partial record Reason
{
    public sealed record FileUnreadable(string Why) : Reason;

    public sealed record LookAtFileRights : Reason;

    public sealed record FileTooLarge(int Kb) : Reason;

    public sealed record IsItTheRightFile : Reason;

    public sealed record FileEmpty : Reason;

    public sealed record WriteFieldsOrRemoveFile : Reason;

    /// <param name="Byte">Counted from 1.</param>
    public sealed record NotUtf8(int Byte) : Reason;

    public sealed record SaveAsUtf8 : Reason;

    public sealed record NoTextCharacter : Reason;

    public sealed record DeleteCharacter : Reason;

    /// <param name="Why">In the parser's words.</param>
    public sealed record NotYaml(Reason Why) : Reason;

    public sealed record CannotBeReadAsYaml : Reason;

    public sealed record ValueExpectedHere : Reason;

    public sealed record LookNearThisPlace : Reason;

    public sealed record TabInIndentation : Reason;

    public sealed record IndentWithSpaces : Reason;

    public sealed record SecondDocument : Reason;

    public sealed record OnePolicyAFile : Reason;

    public sealed record NestedTooDeep(int Levels) : Reason;

    public sealed record NoFieldNeedsThat : Reason;

    public sealed record RestNotRead : Reason;

    public sealed record MendOthersFirst : Reason;

    public sealed record AnchorsNotAllowed : Reason;

    public sealed record LeaveAnchorOut : Reason;

    public sealed record TagsNotAllowed : Reason;

    public sealed record LeaveTagOut : Reason;

    public sealed record AliasesNotAllowed : Reason;

    public sealed record WriteValueItself : Reason;

    public sealed record NameNotSingle : Reason;

    public sealed record QuoteName : Reason;

    public sealed record NameTwice(int Line, int Column) : Reason;

    public sealed record KeepOneOfTwo : Reason;

    public sealed record PolicyNameTaken(string File) : Reason;

    public sealed record GiveNameOfItsOwn : Reason;

    public sealed record DefaultsThereAlready(string File) : Reason;

    public sealed record KeepOneDefaults : Reason;

    public sealed record NotADirectory : Reason;

    public sealed record NameDirectory(string Directory) : Reason;

    public sealed record DirectoryUnreadable(string Why) : Reason;

    public sealed record SetPolicyDirectory : Reason;

    public sealed record NoNumbersFile : Reason;

    public sealed record WriteNumbersFile : Reason;
}
