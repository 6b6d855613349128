using System.Collections.Immutable;

namespace Onus.Engine.Catalogue;

/// <summary>Who carries a layer.</summary>
public enum Owner
{
    Customer,
    Shared,
    Aws,
}

/// <summary>A row of the shared responsibility model.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What the model calls it.</param>
/// <param name="Short">The same in two or three words, as it stands inside a sentence.</param>
public sealed record Layer(string Id, string Title, string Short);

/// <summary>The security work that controls belong to, and the layer it falls in.</summary>
public sealed record Duty(string Id, string Title, string LayerId, string Line);

/// <summary>Who carries a layer for a kind of resource, in a sentence.</summary>
/// <param name="LayerId">The layer.</param>
/// <param name="Owner">Who carries it.</param>
/// <param name="Sentence">What that means here.</param>
/// <param name="IsOwn">The sentence is of the service, the type or the resource itself; false where it holds for all of its kind.</param>
public sealed record Share(string LayerId, Owner Owner, string Sentence, bool IsOwn = false);

/// <summary>The owners of all layers for one resource type. Archetype, service and type are merged; the more specific wins.</summary>
/// <param name="Type">The resource type it is for.</param>
/// <param name="ServiceName">"Amazon RDS".</param>
/// <param name="Noun">What the resource is: "Amazon RDS instance".</param>
/// <param name="Description">A short phrase: "managed relational database".</param>
/// <param name="Shares">One entry for each layer that concerns the type, in the order of the layers; a layer without a part in it is left out.</param>
/// <param name="Movers">Properties that move the line for this type; where several are true for one layer, the last one counts.</param>
/// <param name="SourceTitle">The AWS page that states the split.</param>
/// <param name="SourceUrl">Its address.</param>
/// <param name="ServiceId">The service's id, e.g. <c>rds</c>.</param>
/// <param name="Archetype">The id of the kind of service, or of part of one, that it starts from, e.g. <c>managed-relational</c>.</param>
public sealed record DutyProfile(
    string Type,
    string ServiceName,
    string Noun,
    string Description,
    ImmutableArray<Share> Shares,
    ImmutableArray<Mover> Movers,
    string SourceTitle,
    string SourceUrl,
    string ServiceId = "",
    string Archetype = "")
{
    /// <summary>The share of a layer; null where the layer does not concern the type.</summary>
    public Share? ShareOf(string layerId)
    {
        foreach (var share in Shares)
        {
            if (share.LayerId == layerId) return share;
        }

        return null;
    }

    /// <summary>The shares of one resource, given the movers whose condition is true for it, in their order.</summary>
    public ImmutableArray<Share> SharesWith(IEnumerable<Mover> moved)
    {
        var shares = Shares;
        foreach (var mover in moved)
        {
            for (var i = 0; i < shares.Length; i++)
            {
                if (shares[i].LayerId == mover.LayerId) shares = shares.SetItem(i, new Share(mover.LayerId, mover.To, mover.Sentence, IsOwn: true));
            }
        }

        return shares;
    }
}

/// <summary>A property that moves the owner of one layer for one resource.</summary>
/// <param name="When">A condition in the expression language over the resource.</param>
/// <param name="LayerId">The layer moved; the profile has a share for it.</param>
/// <param name="To">Its owner when the condition is true.</param>
/// <param name="Sentence">What it means for the customer.</param>
/// <param name="Id">A kebab-case slug.</param>
/// <param name="SourceTitle">The AWS page that states it.</param>
/// <param name="SourceUrl">Its address.</param>
public sealed record Mover(
    Expressions.Expression When,
    string LayerId,
    Owner To,
    string Sentence,
    string Id = "",
    string SourceTitle = "",
    string SourceUrl = "");
