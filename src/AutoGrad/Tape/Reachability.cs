namespace AutoGrad;

/// <summary>Which nodes lie on a path from the roots to given nodes: the only ones a restricted pass visits.</summary>
internal static class Reachability
{
    internal static Dictionary<Node, bool> TowardsAny(ReadOnlySpan<Node> roots, Dictionary<Node, Variable?> targets)
    {
        int lowest = int.MaxValue;
        foreach (Node target in targets.Keys)
        {
            lowest = Math.Min(lowest, target.Order);
        }

        var wanted = new Dictionary<Node, bool>();
        var open = new Stack<(Node Node, int Next)>();
        foreach (Node root in roots)
        {
            if (wanted.TryAdd(root, targets.ContainsKey(root)))
            {
                open.Push((root, 0));
            }

            while (open.TryPop(out (Node Node, int Next) top))
            {
                // An order at or below the lowest target's leaves no room for a path to it.
                if (top.Node.Op is null || top.Node.Order <= lowest || top.Next >= top.Node.InputCount)
                {
                    if (wanted[top.Node] && open.TryPeek(out (Node Node, int Next) user))
                    {
                        wanted[user.Node] = true;
                    }

                    continue;
                }

                open.Push((top.Node, top.Next + 1));
                if (top.Node.Edge(top.Next) is { } edge)
                {
                    if (wanted.TryAdd(edge, targets.ContainsKey(edge)))
                    {
                        open.Push((edge, 0));
                    }
                    else if (wanted[edge])
                    {
                        wanted[top.Node] = true;
                    }
                }
            }
        }

        return wanted;
    }
}
