using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Access;

/// <summary>Keeps the keys of cookies and form tokens in Postgres, so that a restart signs nobody out and every instance understands every cookie.</summary>
internal sealed class DataProtectionKeys(Database database) : IXmlRepository
{
    private readonly ProtectionKeys keys = new(database);

    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.List().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
