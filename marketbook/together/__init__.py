"""What printed figures say together: a linear programme of each family of markets.

Sizes are the unknowns. A printed size bounds one; a share, a growth rate and a rank bound the
ratio of two; what lies in what makes sums. Where no sizes meet all of it, the figures contradict
each other, though no two of them need to. Statistical offices edit surveys this way: a smallest
set of fields that cannot all be right (an irreducible infeasible set), and the fewest to change so
that the rest fits (I. P. Fellegi and D. Holt, A Systematic Approach to Automatic Edit and
Imputation, JASA 71, 1976; the R package errorlocate does it as a mixed integer programme).
"""
