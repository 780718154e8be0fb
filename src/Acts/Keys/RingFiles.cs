using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging;

namespace Probity.Acts.Keys;

/// <summary>
/// The keys that protect forms and cookies, a file each. Durable when stored, and a file that cannot be read costs what it protected and nothing more: the platform's own store
/// flushes nothing, and one file that a loss of power left empty would close every form for ever.
/// </summary>
internal sealed class RingFiles(string folder, ILogger<RingFiles> log) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var read = new List<XElement>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml"))
        {
            try
            {
                read.Add(XElement.Load(file));
            }
            catch (XmlException)
            {
                log.LogError("{File} is damaged and left out: forms and cookies that it protected are asked for again. Put it back from the backup of the keys, or remove it", file);
            }
        }
        return read;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var file = Path.Combine(folder, friendlyName + ".xml");
        var aside = file + ".new";
        try
        {
            using (var made = new FileStream(aside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                element.Save(made);
                made.Flush(flushToDisk: true);
            }
            File.Move(aside, file, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(aside);
            throw;
        }
    }
}
